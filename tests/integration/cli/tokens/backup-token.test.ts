// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../../support/tokens/modules/softhsm.ts';
import { whatIsMissing } from '../../../support/tokens/modules/what-is-missing.ts';

const missing = softHsmUnavailable() ?? whatIsMissing({ tools: ['pkcs11-tool'], files: [] });

const module = '/usr/lib/softhsm/libsofthsm2.so';
let folder = '';
let target: SoftHsmTarget;
let serial = '';
let identity: IdentityFiles;
/** A certificate whose key isn't in the vault. */
let lone: IdentityFiles;
let file = '';

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value);
  return join(folder, name);
}

const data = (computer: string) => ['--vault', join(folder, computer, 'data')];
const onToken = () => ['--module', module, '--pin-file', join(folder, 'pin')];
const passphrase = () => ['--passphrase-file', join(folder, 'passphrase')];
async function cli(computer: string, ...argv: readonly string[]) {
  const environment = { ...target.environment, HOME: join(folder, computer) };
  const { code, json, stderr } = await runCli([...argv, '--json', ...data(computer)], { environment });
  return { code, value: json?.value ?? null, error: json?.error ?? null, stderr };
}
async function done(computer: string, ...argv: readonly string[]) {
  const answer = await cli(computer, ...argv);
  expect(answer).toMatchObject({ code: 0 });
  return answer.value;
}
async function refused(computer: string, ...argv: readonly string[]) {
  const { code, error } = await cli(computer, ...argv);
  return [code, error?.code];
}
/** OpenSC's tool, independent of CertSteward. */
function tool(...words: readonly string[]): string {
  const login = ['--module', module, '--token-label', softHsmToken.label, '--login', '--pin', 'env:TOKEN_PIN'];
  const env = { ...process.env, ...target.environment, TOKEN_PIN: softHsmToken.pin };
  return execFileSync('pkcs11-tool', [...login, ...words], { env, encoding: 'utf8', stdio: 'pipe' });
}

beforeAll(async () => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-cli-backup-token-')));
  target = await startSoftHsm();
  secret('pin', softHsmToken.pin);
  secret('wrong', '99999999');
  secret('passphrase', 'correct horse battery');
  secret('file-password', 'correct horse');
  identity = makeIdentityFiles(folder, 'mine', { subject: '/CN=张三' });
  lone = makeIdentityFiles(folder, 'lone', { subject: '/CN=on a token' });
  await done('home', 'import', identity.p12, '--password-file', join(folder, 'file-password'), ...passphrase());
  await done('home', 'import', lone.certificate);
  const { tokens } = await done('home', 'tokens', 'list', '--module', module);
  serial = tokens.find(({ label }: { label: string }) => label === softHsmToken.label).serial;
});
afterAll(async () => {
  await target?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing !== null)(
  `[B06] backups onto a token on the command line${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('backup create refuses a token that is not managed', async () => {
      const create = ['backup', 'create', '--to', `token:${serial}`, ...onToken(), ...passphrase()];
      expect(await refused('home', ...create)).toEqual([7, 'token-not-managed']);
      await done('home', 'tokens', 'manage', '--module', module, '--token', serial, '--on', '--yes');
    });

    test('a wrong PIN is reported, and the history stays empty', async () => {
      const create = ['backup', 'create', '--to', `token:${serial}`, '--module', module, ...passphrase()];
      expect(await refused('home', ...create, '--pin-file', join(folder, 'wrong'))).toEqual([3, 'wrong-pin']);
      expect((await done('home', 'backup', 'history')).backups).toEqual([]);
      const { tokens } = await done('home', 'tokens', 'list', '--module', module);
      expect(tokens.find((each: { serial: string }) => each.serial === serial).wrongPins).toBe(1);
    });

    test('backup create saves chosen certificates and names those without a key in the vault', async () => {
      const chosen = [identity.sha256, lone.sha256];
      const made = await done(
        'home',
        'backup',
        'create',
        ...chosen,
        '--to',
        `token:${serial}`,
        ...onToken(),
        ...passphrase(),
      );
      expect(made).toMatchObject({ backup: { kind: 'token', certificates: 2, keys: 1 }, withoutKey: [lone.sha256] });
      file = made.backup.file;
      expect(file).toMatch(new RegExp(`^token:${serial}/certsteward-backup-[-0-9]+\\.tar$`));
      expect((await done('home', 'backup', 'history')).backups).toMatchObject([{ file, problem: null }]);
    });

    test('pkcs11-tool reads the backup from the token, and backup verify accepts it', async () => {
      const name = file.split('/').at(-1) ?? '';
      const out = join(folder, 'read.tar');
      tool('--read-object', '--type', 'data', '--label', name, '--output-file', out);
      expect(execFileSync('tar', ['-tf', out], { encoding: 'utf8' })).toContain('README');
      const secretFile = ['--passphrase-file', join(folder, 'passphrase')];
      expect(await done('home', 'backup', 'verify', out, ...secretFile)).toMatchObject({ outcome: 'rehearsed' });
    });

    test("backup verify ignores other programs' data and objects with foreign names", async () => {
      const write = (label: string, application: string) =>
        tool(
          '--write-object',
          join(folder, 'passphrase'),
          '--type',
          'data',
          '--private',
          '--label',
          label,
          '--application-label',
          application,
        );
      write('certsteward-backup-20200101-000000.tar', 'other');
      write('../../evil', 'CertSteward');
      for (const name of ['certsteward-backup-20200101-000000.tar', '../../evil', 'evil'])
        expect(
          await refused('home', 'backup', 'verify', `token:${serial}/${name}`, ...onToken(), ...passphrase()),
        ).toEqual([6, name.includes('..') ? 'token-not-found' : 'backup-gone']);
    });

    test('backup verify checks a backup on the token with its secret and without', async () => {
      expect(await done('home', 'backup', 'verify', file, ...onToken(), ...passphrase())).toMatchObject({
        file,
        outcome: 'rehearsed',
        signed: 1,
      });
      expect(await done('home', 'backup', 'verify', file, ...onToken())).toMatchObject({ outcome: 'unchanged' });
      expect(await refused('home', 'backup', 'verify', `token:${serial}`, ...onToken())).toEqual([2, 'usage']);
    });

    test('another computer restores the backup from the token after a dry run', async () => {
      const secrets = [...onToken(), ...passphrase()];
      const { items } = await done('other', 'backup', 'restore', file, ...secrets, '--dry-run');
      expect(items).toHaveLength(2);
      const restored = await done('other', 'backup', 'restore', file, ...secrets);
      expect(restored).toMatchObject({ file, keysAdded: 1, vaultCreated: {} });
      const again = join(folder, 'again.p8');
      const password = ['--password-file', join(folder, 'file-password')];
      await done('other', 'export', identity.sha256, '--format', 'pkcs8', '-o', again, ...password, ...passphrase());
      const plain = (path: string) =>
        execFileSync('openssl', ['pkey', '-in', path, '-passin', `file:${join(folder, 'file-password')}`]);
      expect(plain(again).equals(plain(identity.key))).toBe(true);
      expect((await done('other', 'backup', 'history')).backups).toMatchObject([{ file, kind: 'token' }]);
    });

    test('a key copy is sealed on the token and not listed as a backup', async () => {
      const copy = (id: string) => [
        'backup',
        'create',
        id,
        '--to',
        `token:${serial}`,
        '--key-copy',
        ...onToken(),
        ...passphrase(),
      ];
      expect(await refused('home', ...copy(lone.sha256))).toEqual([1, 'key-missing']);
      const { keyCopy } = await done('home', ...copy(identity.sha256));
      expect(keyCopy).toMatchObject({ serial, sha256: identity.sha256, sealed: true });
      expect((await done('home', 'backup', 'history')).backups).toHaveLength(1);
      const [, access] = /Access: +(.*)/.exec(tool('--list-objects', '--type', 'privkey')) ?? [];
      expect(access).toBe('sensitive');
      const folderToo = ['backup', 'create', identity.sha256, '--to', folder, '--key-copy', ...passphrase()];
      expect(await refused('home', ...folderToo)).toEqual([2, 'usage']);
    });
  },
);
