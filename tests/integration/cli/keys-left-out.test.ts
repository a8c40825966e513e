// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-left-out-'));
const at = (name: string): string => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
const read = (name: string) => readFileSync(at(name));

beforeAll(() => {
  writeFileSync(at('password'), 'key-password-12');
  openssl('genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024', '-out', 'dsa.params');
  openssl('genpkey', '-paramfile', 'dsa.params', '-out', 'dsa.key');
  openssl('genpkey', '-algorithm', 'X25519', '-out', 'x25519.key');
  const selfSigned = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=good'];
  openssl(...selfSigned, '-noenc', '-keyout', 'good.key', '-out', 'good.pem');
  openssl('pkcs8', '-topk8', '-in', 'good.key', '-passout', 'file:password', '-out', 'good.encrypted.key');
  writeFileSync(at('mixed.pem'), Buffer.concat([read('dsa.key'), read('good.pem'), read('good.key')]));
  writeFileSync(at('agreement.pem'), Buffer.concat([read('x25519.key'), read('good.pem')]));
  writeFileSync(at('shut.pem'), Buffer.concat([read('good.encrypted.key'), read('good.pem')]));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[F04] files whose keys are imported only in part', () => {
  test('[F04] a DSA key is named and left out, and the rest of the file is imported', async () => {
    const inspected = await runCli(['inspect', at('mixed.pem'), '--json']);
    expect({ code: inspected.code, diagnosis: inspected.json?.value.diagnosis }).toEqual({
      code: 0,
      diagnosis: { code: 'opened' },
    });
    expect(inspected.json?.value.keys).toEqual([
      { algorithm: '1.2.840.10040.4.1', matches: null, usable: false },
      {
        algorithm: 'ec-p256',
        matches: inspected.json?.value.certificates[0].sha256,
        spkiSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const words = await runCli(['inspect', at('mixed.pem')]);
    expect(words.stdout).toContain(
      'private key  DSA  no matching certificate  cannot be stored in the vault, so import skips it',
    );

    const imported = await runCli(['import', at('mixed.pem'), '--json', '--vault', at('mixed')]);
    expect(imported.code).toBe(0);
    expect(imported.json?.value.items[0]).toMatchObject({ keys: 1, keysLeftOut: 1, diagnosis: { code: 'opened' } });
    const listed = await runCli(['list', '--json', '--vault', at('mixed')]);
    expect(listed.json?.value.certificates).toMatchObject([{ subject: 'CN=good', hasPrivateKey: true }]);
  });

  test('[F04] an X25519 key is imported', async () => {
    const { code, json } = await runCli(['import', at('agreement.pem'), '--json', '--vault', at('agreement')]);
    expect({ code, keys: json?.value.items[0].keys, keysLeftOut: json?.value.items[0].keysLeftOut }).toEqual({
      code: 0,
      keys: 1,
      keysLeftOut: undefined,
    });
  });

  test('[F05] certificates beside a locked key are imported only with --certificates-only', async () => {
    const inspected = await runCli(['inspect', at('shut.pem'), '--json']);
    expect(inspected.code).toBe(3);
    expect(inspected.json?.value).toMatchObject({
      certificates: [{ subject: 'CN=good' }],
      keys: [],
      unopenedKeys: [{ name: null, matches: null, reason: 'password' }],
      diagnosis: { code: 'needs-password' },
    });
    const argv = ['import', at('shut.pem'), '--vault', at('shut')];
    const refused = await runCli([...argv, '--json']);
    expect({ code: refused.code, added: refused.json?.value.items[0].added }).toEqual({ code: 3, added: [] });
    expect((await runCli(argv)).stderr).toContain('--certificates-only');

    const alone = await runCli([...argv, '--certificates-only', '--json']);
    expect(alone.code).toBe(0);
    expect(alone.json?.value.items[0]).toMatchObject({
      diagnosis: { code: 'needs-password' },
      added: [inspected.json?.value.certificates[0].sha256],
      keys: 0,
      keysLeftOut: 1,
    });
    const whole = await runCli([...argv, '--password-file', at('password'), '--json']);
    expect({ code: whole.code, keys: whole.json?.value.items[0].keys }).toEqual({ code: 0, keys: 1 });
  });
});
