// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli, type CliOptions } from '../../../support/cli/run-cli.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../../support/tokens/modules/softhsm.ts';

const missing = softHsmUnavailable();
const module = '/usr/lib/softhsm/libsofthsm2.so';
let folder = '';
let target: SoftHsmTarget;
let serial = '';
let identity: IdentityFiles;

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value);
  return join(folder, name);
}
const passphrase = () => ['--passphrase-file', secret('passphrase', 'correct horse battery')];
const byToken = (pin = softHsmToken.pin) => ['--module', module, '--token', serial, '--pin-file', secret('pin', pin)];

async function cli(argv: readonly string[], options: CliOptions = {}) {
  const environment = { ...target.environment, HOME: folder };
  return await runCli([...argv, '--json', '--vault', join(folder, 'data')], { environment, ...options });
}
async function done(...argv: readonly string[]) {
  const { code, json, stderr } = await cli(argv);
  expect({ code, error: json?.error, stderr }).toMatchObject({ code: 0 });
  return json?.value;
}
async function refused(...argv: readonly string[]) {
  const { code, json } = await cli(argv);
  return [code, json?.error?.code];
}
const kinds = async (): Promise<string[]> =>
  (await done('vault', 'status')).protectors.map(({ kind }: { kind: string }) => kind).toSorted();
const manage = async (on: boolean) =>
  done('tokens', 'manage', '--module', module, '--token', serial, on ? '--on' : '--off', '--yes');
/** OpenSC's tool, independent of CertSteward. */
function tool(...words: readonly string[]): string {
  const login = ['--module', module, '--token-label', softHsmToken.label, '--login', '--pin', 'env:PIN'];
  const env = { ...process.env, ...target.environment, PIN: softHsmToken.pin };
  return execFileSync('pkcs11-tool', [...login, ...words], { env, encoding: 'utf8', stdio: 'pipe' });
}

beforeAll(async () => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-cli-token-protector-')));
  target = await startSoftHsm();
  identity = makeIdentityFiles(folder, 'mine', { subject: '/CN=张三' });
  await done('import', identity.p12, '--password-file', secret('p12', identity.password), ...passphrase());
  const { tokens } = await done('tokens', 'list', '--module', module);
  serial = tokens.find(({ label }: { label: string }) => label === softHsmToken.label).serial;
});
afterAll(async () => {
  await target?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing !== null)(
  `[T12] a token opens the vault on the command line${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const add = (...more: readonly string[]) => ['vault', 'protector', 'add', 'token', ...byToken(), ...more];

    test('adding needs a vault secret and a suitable key, and a new key needs a managed token', async () => {
      expect(await refused('vault', 'unlock', ...byToken())).toEqual([1, 'not-available']);
      expect(await refused(...add())).toEqual([3, 'secret-missing']);
      expect(await refused(...add(...passphrase()))).toEqual([7, 'token-not-managed']);
      expect(await refused(...add('--key', 'nothing', ...passphrase()))).toEqual([4, 'token-key-unfit']);
      const os = ['vault', 'protector', 'add', 'os-store', '--token', serial, ...passphrase()];
      expect(await refused(...os)).toEqual([2, 'usage']);
      expect(await kinds()).toEqual(['passphrase', 'recovery-code']);
    });

    test('adding generates a key that unlocks the vault, and status names the token', async () => {
      await manage(true);
      const added = await done(...add(...passphrase()));
      expect(added.token).toEqual({ serial, key: 'CertSteward', keyMade: true });
      expect(await refused(...add(...passphrase()))).toEqual([1, 'protector-exists']);
      expect((await done('vault', 'status')).protectors).toContainEqual({
        kind: 'token',
        createdAt: expect.any(String),
        token: { tokenId: expect.any(String), serial, label: softHsmToken.label, keyLabel: 'CertSteward' },
      });
      expect(await done('vault', 'unlock', ...byToken())).toEqual({ opens: true, protector: 'token' });
      const text = await runCli(['vault', 'status', '--vault', join(folder, 'data')], {
        environment: target.environment,
      });
      expect(text.stdout).toContain(`USB key (${serial})`);
    });

    test('commands that use keys accept the token instead of the passphrase', async () => {
      const file = join(folder, 'out.pem');
      await done(
        'export',
        identity.sha256,
        '--format',
        'pkcs8',
        '--allow-weak',
        '--password-file',
        secret('empty', ''),
        '-o',
        file,
        ...byToken(),
      );
      expect(await done('vault', 'verify', ...byToken())).toMatchObject({
        clean: true,
        keysOpened: true,
        seal: 'sealed',
      });
      const { entries } = await done('log', ...byToken());
      expect(entries[0]).toMatchObject({ event: 'unlocked', detail: { what: 'token' } });
    });

    test('a wrong PIN uses one try and says so, and a missing token is named', async () => {
      const wrong = await cli(['vault', 'unlock', ...byToken('00000000')]);
      expect({ exitCode: wrong.code, error: wrong.json?.error }).toMatchObject({
        exitCode: 3,
        error: { code: 'wrong-pin', details: { wrong: 1 } },
      });
      expect(wrong.json?.error?.message).toMatch(/Wrong PIN.*Wrong tries in a row: 1\./);
      const absent = await cli([
        'vault',
        'unlock',
        '--module',
        module,
        '--token',
        '1234',
        '--pin-file',
        secret('pin', '1'),
      ]);
      expect({ exitCode: absent.code, error: absent.json?.error?.code }).toEqual({
        exitCode: 6,
        error: 'token-not-found',
      });
      expect(absent.json?.error?.message).toContain('(1234)');
      expect(await done('vault', 'unlock', ...byToken())).toMatchObject({ opens: true });
    });

    test('[K04] removing the token re-keys the vault without its PIN, and it no longer unlocks', async () => {
      const remove = ['vault', 'protector', 'remove', 'token', ...passphrase()];
      expect(await done(...remove)).toMatchObject({ rekeyed: true, protectors: ['passphrase', 'recovery-code'] });
      expect(await refused('vault', 'unlock', ...byToken())).toEqual([1, 'not-available']);
      // The key stayed on the token and is reused.
      await manage(false);
      expect((await done(...add(...passphrase()))).token).toMatchObject({ keyMade: false });
      expect(tool('-O', '--type', 'privkey').match(/label:/g)).toHaveLength(1);
      await done(...remove);
    });

    test('[K08] kill -9 while adding or removing the token leaves an intact vault that unlocks', async () => {
      const remove = ['vault', 'protector', 'remove', 'token', ...passphrase()];
      const took: number[] = [];
      for (const change of [add(...passphrase()), remove]) {
        const started = performance.now();
        await done(...change);
        took.push(performance.now() - started);
      }
      const seen = new Set<string>();
      // When to kill, as shares of a whole run: from before the PIN is sent until after the end.
      const moments =
        process.env['CERTSTEWARD_TEST_EVERYTHING'] === undefined
          ? { adding: [0.3, 0.75, 1.5], removing: [0.3, 0.8, 1.5] }
          : { adding: [0.3, 0.5, 0.65, 0.75, 0.85, 0.95, 1.5], removing: [0.3, 0.5, 0.7, 0.8, 0.9, 1, 1.5] };
      for (;;) {
        const isThere = (await kinds()).includes('token');
        const part = moments[isThere ? 'removing' : 'adding'].shift();
        if (part === undefined) break;
        const killed = Promise.withResolvers<void>();
        const onStart = (pid: number) => {
          const after = part * (took[isThere ? 1 : 0] ?? 0);
          void setTimeout(after).then(() => {
            killIfRunning(pid);
            killed.resolve();
          });
        };
        await cli(isThere ? remove : add(...passphrase()), { onStart });
        await killed.promise;
        const now = (await kinds()).includes('token');
        seen.add(`${isThere} -> ${now}`);
        expect(await done('vault', 'verify', ...passphrase())).toMatchObject({ clean: true, keys: 1 });
        if (now) expect(await done('vault', 'unlock', ...byToken())).toMatchObject({ opens: true });
      }
      expect([...seen]).toEqual(expect.arrayContaining(['false -> false', 'false -> true', 'true -> true']));
      // No killed run left a duplicate key.
      expect(tool('-O', '--type', 'privkey').match(/label:/g)).toHaveLength(1);
    }, 300_000);
  },
);

function killIfRunning(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already exited.
  }
}
