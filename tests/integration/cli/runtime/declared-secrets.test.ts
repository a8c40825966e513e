// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../../../main/cli/command.ts';
import { commands } from '../../../../main/cli/commands.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli, type CliAnswer } from '../../../support/cli/run-cli.ts';
import { editVault } from '../../../support/vault/vault-database.ts';

/**
 * A way into the vault that a command offers and does not use is a false promise: the command says that all is well, whatever
 * was given. So each is called with a secret that cannot be read, and has to say so.
 */
const folder = mkdtempSync(join(tmpdir(), 'cs-declared-'));
const at = (...names: string[]): string => join(folder, ...names);
const nowhere = at('nowhere');
let [one, two] = [null, null] as unknown as [IdentityFiles, IdentityFiles];
let waiting = '';

const environment = { HOME: folder };
const here = async (...argv: readonly string[]) =>
  runCli([...argv, '--json', '--yes', '--vault', at('vault')], { environment });
async function done(...argv: readonly string[]) {
  const { json, stdout, stderr } = await here(...argv);
  if (json?.ok !== true) throw new Error(`${argv.join(' ')}: ${stdout}${stderr}`);
  return json.value;
}

/** Words and options with which each command gets to where its secret is wanted. `new`: there is no vault yet. */
const calls: Readonly<Record<string, { readonly words: () => string[]; readonly new?: true }>> = {
  'vault init': { words: () => [], new: true },
  'vault unlock': { words: () => [] },
  'vault verify': { words: () => [] },
  'vault export': { words: () => [at('out.vault')] },
  'vault import': { words: () => [at('moved.vault')] },
  'vault passphrase': { words: () => ['--new-passphrase-file', at('passphrase')] },
  'vault recovery-code': { words: () => [] },
  'vault protector add': { words: () => ['os-store'] },
  'vault protector remove': { words: () => ['os-store'] },
  import: { words: () => [one.p12, '--password-file', at('one.password')], new: true },
  scan: { words: () => [at('found'), '--import', '--password-file', at('one.password')], new: true },
  'stores import': { words: () => [one.sha256, '--from', 'chromium'], new: true },
  'stores install': { words: () => [two.sha256, '--to', 'chromium'] },
  export: {
    words: () => [one.sha256, '--format', 'pkcs8', '-o', at('key.pem'), '--password-file', at('one.password')],
  },
  show: { words: () => [one.sha256] },
  set: { words: () => [one.sha256, '--label', 'x'] },
  'anchors add': { words: () => [one.certificate, '--fingerprint', one.sha256] },
  'anchors confirm': { words: () => [two.sha256, '--fingerprint', two.sha256] },
  'profiles confirm': { words: () => ['Any', '--host', '127.0.0.1'] },
  'backup create': { words: () => ['--to', at('backups')] },
  'backup verify': { words: () => [at('backup.tar')] },
  'backup restore': { words: () => [at('backup.tar')] },
  enrol: { words: () => ['--subject', 'CN=a', '--skip-preflight', ...atAny()] },
  'pending check': { words: () => [waiting, '--skip-preflight', '--anchor', one.certificate, ...byReference()] },
  renew: { words: () => [one.sha256, '--skip-preflight', ...atAny()] },
  'renew install': { words: () => [one.sha256, '--with', two.sha256] },
  revoke: { words: () => [one.sha256, '--kind', 'lost', '--profile', 'Any', '--anchor', one.certificate] },
  log: { words: () => [] },
  'log verify': { words: () => [] },
  'log acknowledge': { words: () => [] },
};
const byReference = (): string[] => ['--reference', 'R', '--code-file', at('code')];
const atAny = (): string[] => ['--profile', 'Any', '--anchor', one.certificate, ...byReference()];

async function call(name: string, ...options: readonly string[]) {
  const known = calls[name];
  if (known === undefined) throw new Error(`how is ${name} called? (a line in \`calls\`)`);
  const vault = known.new === true ? at('none') : at('vault');
  const argv = [...name.split(' '), ...known.words(), ...options, '--json', '--yes', '--vault', vault];
  const { code, stdout } = await runCli(argv, { environment });
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CliAnswer);
  const error = answers.find(({ ok }) => !ok)?.error;
  // `scan` says a line for each file that it finds, and there what its import failed by.
  const failed = answers.find(({ value }) => value?.import !== undefined)?.value.import.failed;
  return {
    name,
    code,
    error: error?.code ?? failed,
    file: failed === undefined ? error?.details['file'] : nowhere,
    option: error?.details['option'],
  };
}

// What the passphrase of these opens is another vault, a backup, or one to be made.
const others = ['vault init', 'vault import', 'import', 'scan', 'stores import', 'backup verify', 'backup restore'];
const opening = commands.filter(({ name, options }) => Object.hasOwn(options, 'passphrase') && !others.includes(name));
const tokenOptionOf = ({ options }: Command): 'vault-token' | 'token' | undefined =>
  (['vault-token', 'token'] as const).find((each) => Object.hasOwn(options, each));

beforeAll(async () => {
  writeFileSync(at('passphrase'), 'correct horse battery');
  writeFileSync(at('code'), '0815');
  // The server is asked last: nobody listens there.
  const profile = { name: 'Any', protocol: 'cmp', url: 'https://127.0.0.1:9/', cmpMessage: 'ir' };
  writeFileSync(at('any.json'), JSON.stringify(profile));
  const passphrase = ['--passphrase-file', at('passphrase')];
  one = makeIdentityFiles(folder, 'one', { subject: '/CN=one' });
  two = makeIdentityFiles(folder, 'two', { subject: '/CN=two' });
  await done('import', one.p12, two.p12, '--password-file', at('one.password'), ...passphrase);
  await done('profiles', 'import', at('any.json'));
  const der = new X509Certificate(readFileSync(two.certificate)).raw.toString('hex');
  editVault(at('vault'), `INSERT INTO anchors VALUES ('${two.sha256}', x'${der}', '2026-11-26T00:00:00.000Z', NULL)`);
  await done('vault', 'export', at('moved.vault'), ...passphrase);
  mkdirSync(at('backups'));
  const made = await done('backup', 'create', '--to', at('backups'), ...passphrase);
  execFileSync('cp', [made.backup.file, at('backup.tar')]);
  // It stays with the vault locked, and waits.
  await here('enrol', '--subject', 'CN=w', '--skip-preflight', ...atAny());
  waiting = (await done('pending')).requests[0].id;
  mkdirSync(at('found'));
  execFileSync('cp', [one.p12, at('found')]);
  mkdirSync(at('.pki/nssdb'), { recursive: true });
  const database = ['-d', `sql:${at('.pki/nssdb')}`];
  execFileSync('certutil', ['-N', '--empty-password', ...database]);
  execFileSync('pk12util', ['-i', one.p12, '-w', at('one.password'), ...database]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[A01] [K02] a secret that a command offers is one that it uses', () => {
  test.each(['passphrase', 'recovery-code'] as const)(
    '%s, over the whole table of commands',
    async (secret) => {
      const offering = commands.filter(({ options }) => Object.hasOwn(options, secret));
      expect(offering.length).toBeGreaterThan(20);
      const answers = [];
      for (const { name } of offering) answers.push(await call(name, `--${secret}-file`, nowhere));
      const refusal = { code: 6, error: 'file-unreadable', file: nowhere };
      expect(answers).toEqual(offering.map(({ name }) => ({ name, ...refusal })));
    },
    300_000,
  );

  test('[T12] the token of the vault, over the whole table of commands', async () => {
    // Where a command has a PIN of its own, the vault's token is named apart.
    const apart = opening.filter((command) => tokenOptionOf(command) === 'vault-token').map(({ name }) => name);
    expect(apart.toSorted()).toEqual(['backup create', 'enrol', 'pending check', 'renew', 'revoke']);
    for (const { options } of opening)
      expect(Object.keys(options).filter((each) => each.endsWith('token'))).toHaveLength(1);
    // With a passphrase set, another one is set by knowing the former; and the token of the other is the one to come.
    const asked = opening.filter(({ name }) => name !== 'vault passphrase' && name !== 'vault protector add');
    const answers = [];
    for (const command of asked) answers.push(await call(command.name, `--${tokenOptionOf(command)}`, 'none'));
    // Before any token is looked for: none opens this vault.
    const refusal = { code: 1, error: 'not-available', file: undefined };
    expect(answers).toEqual(asked.map(({ name }) => ({ name, ...refusal })));
  }, 300_000);

  test.each(['file', 'stdin'] as const)(
    '[T12] a PIN whose token is not named is refused, by what is missing, over the whole table of commands (--pin-%s)',
    async (from) => {
      const answers = [];
      for (const command of opening) {
        const pin = tokenOptionOf(command) === 'vault-token' ? 'vault-pin' : 'pin';
        answers.push(await call(command.name, `--${pin}-${from}`, ...(from === 'file' ? [nowhere] : [])));
      }
      const refusal = { code: 2, error: 'usage', file: undefined };
      expect(answers).toEqual(
        opening.map((command) => ({ name: command.name, ...refusal, option: `--${tokenOptionOf(command)}` })),
      );
    },
    300_000,
  );

  test('[T12] [T04] so is the confirmation of a last try whose token is not named', async () => {
    const answers = [];
    for (const command of opening) {
      const lastTry = tokenOptionOf(command) === 'vault-token' ? 'vault-last-try' : 'last-try';
      answers.push(await call(command.name, `--${lastTry}`));
    }
    const refusal = { code: 2, error: 'usage', file: undefined };
    expect(answers).toEqual(
      opening.map((command) => ({ name: command.name, ...refusal, option: `--${tokenOptionOf(command)}` })),
    );
  }, 300_000);

  test('[K07] set: a wrong one changes nothing, the right one seals the change at once', async () => {
    const label = async (): Promise<string | null> => (await done('show', one.sha256)).certificate.label;
    writeFileSync(at('wrong'), 'wrong');
    const wrong = await here('set', one.sha256, '--label', 'by a wrong one', '--passphrase-file', at('wrong'));
    expect({ exitCode: wrong.code, error: wrong.json?.error?.code }).toEqual({ exitCode: 3, error: 'wrong-secret' });
    expect(await label()).toBeNull();
    // Locked it changes too, and the next unlock seals it.
    await done('set', one.sha256, '--label', 'locked');
    expect((await done('log', 'verify')).seal).toBe('unsealed');
    await done('set', one.sha256, '--label', 'open', '--passphrase-file', at('passphrase'));
    // Nothing is left unsealed; whether the seal is ours takes a secret to tell.
    expect({ label: await label(), seal: (await done('log', 'verify')).seal }).toEqual({
      label: 'open',
      seal: 'unknown',
    });
  });
});
