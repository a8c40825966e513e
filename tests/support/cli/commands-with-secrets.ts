// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIdentityFiles, type IdentityFiles } from '../openssl/openssl-identity.ts';
import { runCli, type CliAnswer } from './run-cli.ts';
import { editVault } from '../vault/vault-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-declared-'));
export const at = (...names: string[]): string => join(folder, ...names);
export const nowhere = at('nowhere');
let [one, two] = [null, null] as unknown as [IdentityFiles, IdentityFiles];
let waiting = '';

const environment = { HOME: folder };
export const here = async (...argv: readonly string[]) =>
  runCli([...argv, '--json', '--yes', '--vault', at('vault')], { environment });

export async function done(...argv: readonly string[]) {
  const { json, stdout, stderr } = await here(...argv);
  if (json?.ok !== true) throw new Error(`${argv.join(' ')}: ${stdout}${stderr}`);
  return json.value;
}

/** Arguments that bring each command to the point where it needs its secret. `new`: no vault exists yet. */
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

export async function callWith(name: string, ...options: readonly string[]) {
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
  // `scan` prints a line for each file found, including any import error.
  const failed = answers.find(({ value }) => value?.import !== undefined)?.value.import.failed;
  return {
    name,
    code,
    error: error?.code ?? failed,
    file: failed === undefined ? error?.details['file'] : nowhere,
    option: error?.details['option'],
  };
}

export async function prepareVault(): Promise<IdentityFiles> {
  writeFileSync(at('passphrase'), 'correct horse battery');
  writeFileSync(at('code'), '0815');
  // The server is contacted last, and nothing listens on this port.
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
  // Fails, but leaves a pending request.
  await here('enrol', '--subject', 'CN=w', '--skip-preflight', ...atAny());
  waiting = (await done('pending')).requests[0].id;
  mkdirSync(at('found'));
  execFileSync('cp', [one.p12, at('found')]);
  mkdirSync(at('.pki/nssdb'), { recursive: true });
  const database = ['-d', `sql:${at('.pki/nssdb')}`];
  execFileSync('certutil', ['-N', '--empty-password', ...database]);
  execFileSync('pk12util', ['-i', one.p12, '-w', at('one.password'), ...database]);
  return one;
}

export function removeVault(): void {
  rmSync(folder, { recursive: true, force: true });
}
