// SPDX-License-Identifier: Apache-2.0
/* oxlint-disable max-lines -- one token through all commands; each test continues where the last one ended */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../../support/tokens/modules/softhsm.ts';

const missing = softHsmUnavailable();
if (missing !== null) console.warn(`skipped: ${missing}`);

const module = '/usr/lib/softhsm/libsofthsm2.so';
const { label, pin, soPin } = softHsmToken;
let folder = '';
let data = '';
let target: SoftHsmTarget;

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value);
  return join(folder, name);
}

const environment = () => ({ ...target.environment, HOME: folder });
async function cli(...argv: readonly string[]) {
  const { code, json, stderr } = await runCli([...argv, '--json', '--vault', data], { environment: environment() });
  return { code, value: json?.value ?? null, error: json?.error ?? null, stderr };
}
async function done(...argv: readonly string[]) {
  const answer = await cli(...argv);
  expect(answer).toMatchObject({ code: 0 });
  return answer.value;
}
const refused = async (...argv: readonly string[]) => {
  const { code, error } = await cli(...argv);
  return [code, error?.code];
};
const onToken = (name = label) => ['--module', module, '--token', name];
const withPin = () => [...onToken(), '--pin-file', join(folder, 'pin')];

beforeAll(async () => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-cli-tokens-')));
  data = join(folder, 'data');
  target = await startSoftHsm();
  secret('pin', pin);
  secret('so-pin', soPin);
  secret('wrong', '99999999');
});
afterAll(async () => {
  await target?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing !== null)('[A01] tokens on the command line, with SoftHSM', () => {
  test('[T02] a token is listed without a vault and found by serial number, ID or label', async () => {
    const { tokens } = await done('tokens', 'list', '--module', module);
    const [token] = tokens.filter((each: { initialised: boolean }) => each.initialised);
    expect(token).toMatchObject({ label, pin: 'ok', managed: false, wrongPins: 0, lastTry: false });
    for (const name of [token.serial, token.id, token.id.slice(0, 8), label]) {
      const { token: found } = await done('tokens', 'objects', ...onToken(name));
      expect(found).toBe(token.id);
    }
    expect(await refused('tokens', 'objects', ...onToken('nobody'))).toEqual([6, 'token-not-found']);
    expect(await refused('tokens', 'objects', '--module', module)).toEqual([2, 'usage']);
    expect(await refused('tokens', 'list', '--module', join(folder, 'absent.so'))).toEqual([6, 'module-not-found']);
    expect(existsSync(data)).toBe(false);
  });

  test('[T01] a module that belongs to no package needs consent, again after its file changes', async () => {
    mkdirSync(join(folder, 'opt'));
    const copy = join(folder, 'opt/libcopy.so');
    copyFileSync(module, copy);
    expect(await refused('tokens', 'list', '--module', copy)).toEqual([7, 'module-not-allowed']);
    const asked = await cli('tokens', 'modules', 'add', copy);
    expect({ exitCode: asked.code, error: asked.error?.code }).toEqual({ exitCode: 7, error: 'not-confirmed' });
    const shown = JSON.parse(asked.stderr.trim());
    const sha256 = execFileSync('sha256sum', [copy], { encoding: 'utf8' }).slice(0, 64);
    expect(shown).toMatchObject({ event: 'module', path: copy, sha256, package: null, name: 'libcopy.so' });
    expect(await refused('tokens', 'list', '--module', copy)).toEqual([7, 'module-not-allowed']);
    const { module: added } = await done('tokens', 'modules', 'add', copy, '--yes');
    expect(added).toMatchObject({ state: 'ready', source: 'added', library: { maker: 'SoftHSM' } });
    expect((await done('tokens', 'list', '--module', copy)).tokens).toHaveLength(2);
    appendFileSync(copy, 'x');
    expect(await refused('tokens', 'list', '--module', copy)).toEqual([7, 'module-not-allowed']);
    const { modules } = await done('tokens', 'modules');
    expect(modules.find((each: { path: string }) => each.path === copy)).toMatchObject({ state: 'changed' });
    await done('tokens', 'modules', 'remove', copy);
    expect(await refused('tokens', 'list', '--module', copy)).toEqual([7, 'module-not-allowed']);
    writeFileSync(copy, 'no library');
    expect(await refused('tokens', 'modules', 'add', copy, '--yes')).toEqual([5, 'module-broken']);
  });

  test('[T05] init sets up an empty slot, and a label that two tokens share is ambiguous', async () => {
    const init = ['tokens', 'init', '--module', module, '--slot', '1', '--label', 'second'];
    const first = await done(...init, '--so-pin-file', join(folder, 'so-pin'), '--new-pin-file', join(folder, 'pin'));
    expect(first).toMatchObject({ label: 'second', token: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const again = [...init.slice(0, 5), '2', '--label', label];
    await done(...again, '--so-pin-file', join(folder, 'so-pin'), '--new-pin-file', join(folder, 'pin'));
    const ambiguous = await cli('tokens', 'objects', ...onToken());
    expect({ exitCode: ambiguous.code, error: ambiguous.error?.code }).toEqual({ exitCode: 2, error: 'ambiguous-id' });
    expect(ambiguous.error?.details['candidates']).toHaveLength(2);
    // Reinitialising one token makes the label unambiguous again.
    const own = (await done('tokens', 'list', '--module', module)).tokens.find(
      (each: { managed: boolean; label: string }) => each.managed && each.label === label,
    );
    const erase = [
      'tokens',
      'init',
      ...onToken(own.serial),
      '--label',
      'third',
      '--so-pin-file',
      join(folder, 'so-pin'),
    ];
    expect(await refused(...erase, '--new-pin-file', join(folder, 'pin'))).toEqual([7, 'not-confirmed']);
    await done(...erase, '--new-pin-file', join(folder, 'pin'), '--yes');
  });

  test('[T06] a token is read-only until managed, then generates a key that signs a request', async () => {
    const generate = ['tokens', 'generate', ...withPin(), '--algorithm', 'ec-p256', '--label', 'bank'];
    expect(await refused(...generate)).toEqual([7, 'token-not-managed']);
    expect(await refused('tokens', 'manage', ...onToken(), '--on')).toEqual([7, 'not-confirmed']);
    expect(await refused('tokens', 'manage', ...onToken(), '--on', '--off')).toEqual([2, 'usage']);
    expect(await done('tokens', 'manage', ...onToken(), '--on', '--yes')).toMatchObject({ managed: true });
    expect(await refused(...generate.filter((word) => !/pin/.test(word)))).toEqual([3, 'pin-needed']);
    expect(await refused(...generate, '--algorithm', 'rsa-1')).toEqual([2, 'usage']);
    const made = await done(...generate);
    expect(made).toMatchObject({ algorithm: 'ec-p256', label: 'bank' });
    const tested = await done('tokens', 'test', ...withPin(), '--key', 'bank');
    expect(tested.objectId).toBe(made.objectId);
    const file = join(folder, 'bank.csr');
    const csr = ['tokens', 'csr', ...withPin(), '--subject', 'CN=张三,O=Bank,C=CN', '-o', file];
    expect(await refused(...csr, '--key', 'other')).toEqual([6, 'not-found']);
    await done(...csr, '--key', made.objectId.slice(0, 8));
    expect(await refused(...csr, '--key', 'bank')).toEqual([1, 'file-exists']);
    const printed = execFileSync('openssl', ['req', '-in', file, '-verify', '-noout', '-subject', '-nameopt', 'utf8'], {
      encoding: 'utf8',
    });
    expect(printed).toContain('张三');
    const key = execFileSync('openssl', ['req', '-in', file, '-noout', '-pubkey']);
    const spki = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'DER'], { input: key });
    expect(execFileSync('sha256sum', { input: spki, encoding: 'utf8' }).slice(0, 64)).toBe(made.spkiSha256);
  });

  test('[T07] self-sign stores a certificate beside its key, and OpenSSL verifies its signature', async () => {
    const sign = ['tokens', 'self-sign', ...withPin(), '--key', 'bank', '--subject', 'CN=张三,C=CN'];
    expect(await refused(...sign, '--days', '3651')).toEqual([2, 'usage']);
    const made = await done(...sign, '--days', '700');
    const { objects } = await done('tokens', 'objects', ...withPin());
    const certificate = objects.find((each: { class: string }) => each.class === 'certificate');
    expect(certificate).toMatchObject({ certificate: { sha256: made.sha256 } });
    const listed = execFileSync(
      'pkcs11-tool',
      ['--module', module, '--token-label', label, '--list-objects', '--type', 'cert'],
      {
        encoding: 'utf8',
        env: { ...process.env, ...target.environment },
      },
    );
    const id = /ID: +([0-9a-f]+)/.exec(listed)?.[1] ?? '';
    const der = join(folder, 'self.der');
    const read = ['--module', module, '--token-label', label, '--read-object', '--type', 'cert', '--id', id, '-o', der];
    execFileSync('pkcs11-tool', read, { stdio: 'ignore', env: { ...process.env, ...target.environment } });
    const pem = join(folder, 'self.pem');
    execFileSync('openssl', ['x509', '-inform', 'DER', '-in', der, '-out', pem]);
    const verified = execFileSync('openssl', ['verify', '-check_ss_sig', '-CAfile', pem, pem], { encoding: 'utf8' });
    expect(verified).toContain('OK');
    const end = execFileSync('openssl', ['x509', '-in', pem, '-noout', '-checkend', String(699 * 86_400)]);
    expect(end.toString()).toContain('will not expire');
    const certificateId = certificate.id.slice(0, 16);
    await done('tokens', 'delete', certificateId, ...withPin(), '--yes');
  });

  test('[T08] import of a PKCS#12 file needs no vault, and only the PIN shows the imported key', async () => {
    const files = makeIdentityFiles(folder, 'identity', { subject: '/CN=Import/C=CN' });
    const add = ['tokens', 'import', files.p12, ...withPin(), '--password-file', secret('password', 'correct horse')];
    expect(await refused(...add.slice(0, -1), join(folder, 'pin'))).toEqual([3, 'wrong-password']);
    const added = await done(...add);
    expect(added).toMatchObject({ sealed: true, certificates: [files.sha256] });
    expect(await refused(...add)).toEqual([7, 'already-installed']);
    const open = await done('tokens', 'objects', ...withPin());
    expect(open.publicOnly).toBe(false);
    const key = open.objects.find((each: { id: string }) => each.id === added.objectId);
    expect(key).toMatchObject({ class: 'private-key', key: { exportable: false, madeHere: false } });
    const shut = await done('tokens', 'objects', ...onToken());
    expect(shut.publicOnly).toBe(true);
    expect(shut.objects.filter((each: { class: string }) => each.class === 'private-key')).toEqual([]);
    expect(existsSync(join(data, 'vault.sqlite'))).toBe(false);
  });

  test('[S01] the inventory lists the certificates on the token without a PIN or a vault', async () => {
    const { certificates } = await done('stores', 'inventory', '--all');
    const [row, ...more] = certificates.filter(({ displayName }: { displayName: string }) => displayName === 'Import');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ inVault: false, keyInVault: false, findings: [] });
    const { tokens } = await done('tokens', 'list', '--module', module);
    const { serial } = tokens.find((each: { label: string }) => each.label === label);
    expect(row.places).toMatchObject([{ storeId: `token:${serial}`, storeKind: 'token', storeName: label }]);
    expect(row.places[0].hardware).toMatch(/SoftHSM/);
    const onlyThere = await done('stores', 'inventory', '--all', '--store', `token:${serial}`);
    expect(onlyThere.certificates.map(({ displayName }: { displayName: string }) => displayName)).toContain('Import');
    expect((await done('stores', 'inventory', '--store', 'token:nobody')).certificates).toEqual([]);
  });

  test('[S11] register adds the module to Chromium’s database, and unregister removes it', async () => {
    const database = join(folder, '.pki/nssdb');
    mkdirSync(database, { recursive: true });
    execFileSync('certutil', ['-N', '--empty-password', '-d', `sql:${database}`]);
    const listed = () =>
      execFileSync('modutil', ['-rawlist', '-dbdir', `sql:${database}`], { encoding: 'utf8' }).includes(
        'libsofthsm2.so',
      );
    const { storeId, registered } = await done('tokens', 'register', '--module', module, '--to', 'chromium');
    expect({ storeId, registered, listed: listed() }).toEqual({
      storeId: `chromium:${database}`,
      registered: true,
      listed: true,
    });
    await done('tokens', 'unregister', ...onToken(), '--from', 'chromium');
    expect(listed()).toBe(false);
    expect(await refused('tokens', 'register', '--to', 'chromium')).toEqual([2, 'usage']);
    expect(await refused('tokens', 'register', '--module', module, '--to', 'nowhere')).toEqual([6, 'store-not-found']);
  });

  test('[T09] delete removes exactly one object, and only by its ID', async () => {
    const { objects } = await done('tokens', 'objects', ...withPin());
    const victim = objects.find((each: { class: string; label: string }) => each.class === 'certificate');
    expect(await refused('tokens', 'delete', victim.label, ...withPin(), '--yes')).toEqual([6, 'not-found']);
    expect(await refused('tokens', 'delete', victim.id.slice(0, 8), ...withPin())).toEqual([7, 'not-confirmed']);
    await done('tokens', 'delete', victim.id.slice(0, 8), ...withPin(), '--yes');
    const after = (await done('tokens', 'objects', ...withPin())).objects.map((each: { id: string }) => each.id);
    const expected = objects.map((each: { id: string }) => each.id).filter((id: string) => id !== victim.id);
    expect(after.toSorted()).toEqual(expected.toSorted());
  });

  test('[T05] [T04] wrong PINs are counted, the last try needs confirmation, and unblock resets the PIN', async () => {
    const next = secret('next', '24682468');
    const change = (...pins: string[]) => ['tokens', 'pin', 'change', ...onToken(), '--new-pin-file', next, ...pins];
    expect(await refused(...change('--pin-file', join(folder, 'wrong')))).toEqual([3, 'wrong-pin']);
    const second = await cli(...change('--pin-file', join(folder, 'wrong')));
    expect(second.error?.details).toMatchObject({ wrong: 2 });
    const [listed] = (await done('tokens', 'list', '--module', module)).tokens.filter(
      (each: { label: string }) => each.label === label,
    );
    expect(listed).toMatchObject({ wrongPins: 2, lastTry: true });
    // Even the right PIN isn't sent, so the count stays.
    expect(await refused(...change('--pin-file', join(folder, 'pin'), '--yes'))).toEqual([7, 'pin-last-try']);
    await done(...change('--pin-file', join(folder, 'pin'), '--last-try'));
    expect(await refused('tokens', 'test', ...withPin(), '--key', 'bank')).toEqual([3, 'wrong-pin']);
    const unblock = ['tokens', 'pin', 'unblock', ...onToken(), '--new-pin-file', join(folder, 'pin')];
    expect(await done(...unblock, '--so-pin-file', join(folder, 'so-pin'))).toMatchObject({ by: 'so-pin' });
    await done('tokens', 'test', ...withPin(), '--key', 'bank');
    const soNext = ['tokens', 'pin', 'change', '--so', ...onToken(), '--so-pin-file', join(folder, 'so-pin')];
    expect(await done(...soNext, '--new-pin-file', join(folder, 'so-pin'))).toMatchObject({ changed: 'so' });
  });

  test('[T05] [U07] erasing refuses --yes, lists what is lost and needs the label typed', async () => {
    const certificate = makeIdentityFiles(folder, 'lost', { subject: '/CN=Lost/C=CN' });
    await done('tokens', 'import', certificate.p12, ...withPin(), '--password-file', join(folder, 'password'));
    const pins = ['--so-pin-file', join(folder, 'so-pin'), '--new-pin-file', join(folder, 'pin')];
    const init = ['tokens', 'init', ...onToken(), '--label', 'erased', ...pins];
    expect(await refused(...init, '--yes')).toEqual([7, 'token-not-empty']);
    const argv = [process.execPath, cliBundle, ...init, '--vault', data];
    const wrong = await inTerminal(argv, [['to continue:', 'yes\r']], environment());
    expect(wrong.code).toBe(7);
    expect(wrong.output).toContain('Lost');
    const typed = await inTerminal(argv, [['to continue:', `${label}\r`]], environment());
    expect({ code: typed.code, unsent: typed.unsent }).toEqual({ code: 0, unsent: 0 });
    expect((await done('tokens', 'objects', ...onToken('erased'))).objects).toEqual([]);
  });

  test('[T01] [T04] on a terminal, a module is shown before consent, and PINs are not echoed', async () => {
    const copy = join(folder, 'opt/libterminal.so');
    copyFileSync(module, copy);
    const add = [process.execPath, cliBundle, 'tokens', 'modules', 'add', copy, '--vault', data];
    const no = await inTerminal(add, [[String.raw`\[y/N\]`, 'n\r']], environment());
    expect(no.code).toBe(130);
    expect(no.output).toContain('SHA-256');
    expect((await inTerminal(add, [[String.raw`\[y/N\]`, 'y\r']], environment())).code).toBe(0);
    const change = ['tokens', 'pin', 'change', ...onToken('erased'), '--vault', data];
    const changed = await inTerminal(
      [process.execPath, cliBundle, ...change],
      [
        ['PIN of the USB key “erased”:', `${pin}\r`],
        ['New PIN:', '13571357\r'],
        ['Repeat the new PIN:', '13571357\r'],
      ],
      environment(),
    );
    expect({ code: changed.code, unsent: changed.unsent }).toEqual({ code: 0, unsent: 0 });
    expect(changed.output).not.toContain(pin);
    expect(changed.output).not.toContain('13571357');
    const remembered = readFileSync(join(folder, '.local/state/certsteward/state.sqlite'), 'latin1');
    for (const each of [pin, soPin, '13571357', '24682468']) expect(remembered).not.toContain(each);
  });
});
