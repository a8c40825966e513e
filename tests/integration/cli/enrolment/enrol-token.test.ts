// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../../support/tokens/modules/softhsm.ts';

const missing = softHsmUnavailable();
const { label, pin, soPin } = softHsmToken;
let folder = '';
let target: SoftHsmTarget;

const at = (name: string): string => join(folder, name);
async function cli(...argv: readonly string[]) {
  const words = [...argv, '--json', '--vault', at('vault')];
  return await runCli(words, { environment: { ...target.environment, HOME: folder } });
}
const module = (): string[] => ['--module', target.modulePath];

beforeAll(async () => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-enrol-token-')));
  target = await startSoftHsm();
  writeFileSync(at('pin'), pin);
  writeFileSync(at('so-pin'), soPin);
  writeFileSync(
    at('any.json'),
    JSON.stringify({
      name: 'Any',
      protocol: 'manual',
      url: 'https://any.example.com/',
      keyTypes: ['ec-p256', 'rsa-2048'],
    }),
  );
});
afterAll(async () => {
  await target?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing !== null)(
  `applying with a key on SoftHSM${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['ec-p256', 'rsa-2048'])(
      '[E05] [T07] %s: the key is made on the token, and its reply completes the request and is written there',
      async (algorithm) => {
        await cli('tokens', 'manage', ...module(), '--token', label, '--on', '--yes');
        const csr = at(`${algorithm}.csr`);
        const asked = ['enrol', '--profile', at('any.json'), '--subject', `CN=张三 ${algorithm},C=CN`, '-o', csr];
        const onToken = ['--key', `token:${label}`, ...module(), '--algorithm', algorithm];
        const withoutPin = await cli(...asked, ...onToken);
        expect({ exitCode: withoutPin.code, error: withoutPin.json?.error?.code }).toEqual({
          exitCode: 3,
          error: 'pin-needed',
        });
        const made = await cli(...asked, ...onToken, '--pin-file', at('pin'), '--yes');
        expect(made.json?.error).toBeUndefined();
        const pending = made.json?.value.pending;
        expect(pending).toMatchObject({ state: 'pending', algorithm, token: expect.stringMatching(/^[0-9a-f]+$/) });
        expect(openssl(['req', '-in', csr, '-noout', '-subject', '-verify', '-nameopt', 'utf8']).toString()).toContain(
          '张三',
        );
        // The key was never in the vault, which therefore needs no protector.
        expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keys: 0 });
        const issued = testAuthority(folder).issue(csr, 'reply');
        const taken = await cli('pending', 'import', issued);
        expect(taken.json?.value.request).toMatchObject({ id: pending.id, state: 'done' });
        const written = await cli('tokens', 'import', issued, ...module(), '--token', label, '--pin-file', at('pin'));
        expect(written.json?.value).toMatchObject({ certificates: [taken.json?.value.certificate] });
      },
    );

    test('[G05] an SM2 key on a PKCS#11 token is refused before a PIN is asked for', async () => {
      await cli('tokens', 'manage', ...module(), '--token', label, '--on', '--yes');
      writeFileSync(
        at('sm2.json'),
        JSON.stringify({ name: 'SM2', protocol: 'manual', url: 'https://sm2.example.com/', keyTypes: ['sm2'] }),
      );
      const onToken = ['--key', `token:${label}`, ...module(), '--algorithm', 'sm2', '--yes'];
      const refused = await cli('enrol', '--profile', at('sm2.json'), '--subject', 'CN=x', ...onToken);
      expect({ exitCode: refused.code, error: refused.json?.error?.code }).toEqual({
        exitCode: 4,
        error: 'key-unsupported',
      });
    });
  },
);
