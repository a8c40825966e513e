// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../support/cli/run-cli.ts';
import { writeSm2EnvelopedKey } from '../../../support/formats/openssl-guomi.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { PeerFolder } from '../../../support/formats/peer-tools.ts';
import { openssl, sm2Signing, sm2Verifying } from '../../../support/openssl/openssl.ts';
import { makeSoftwareSkf, skfContainer, skfUnavailable, type SoftwareSkf } from '../../../support/skf/software-skf.ts';

const missing = skfUnavailable();
if (missing !== null) console.warn(`skipped: ${missing}`);

let folder = '';
let key: SoftwareSkf;

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value);
  return join(folder, name);
}

const vault = () => ['--vault', join(folder, 'data')];
async function cli(...argv: readonly string[]) {
  const { code, json } = await runCli([...argv, '--json', ...vault()], { environment: { HOME: folder } });
  return { code, value: json?.value ?? null, error: json?.error ?? null };
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
const onKey = () => ['--module', key.modulePath, '--token', key.serial];

beforeAll(() => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-cli-skf-')));
  key = makeSoftwareSkf({ folder, ulong: 8, tries: 4 });
});
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

/** Result codes of two concurrent runs, for each round. */
async function atOnce(rounds: number, run: (round: number, which: number) => Promise<string>): Promise<string[][]> {
  const codes: string[][] = [];
  for (let round = 0; round < rounds; round += 1)
    codes.push(await Promise.all([0, 1].map(async (which) => run(round, which))));
  return codes;
}

describe.skipIf(missing !== null)('[G07] a USB key through SKF on the command line', () => {
  test('its library is loaded only after consent and is listed as an SKF module', async () => {
    expect(await refused('tokens', 'list', '--module', key.modulePath)).toEqual([7, 'module-not-allowed']);
    expect(await refused('tokens', 'modules', 'add', key.modulePath)).toEqual([7, 'not-confirmed']);
    const { module } = await done('tokens', 'modules', 'add', key.modulePath, '--yes');
    expect(module).toMatchObject({ standard: 'skf', state: 'ready', source: 'added', slots: 1 });
  });

  test('is listed with its PIN tries left and as unverified', async () => {
    const { tokens } = await done('tokens', 'list', '--module', key.modulePath);
    expect(tokens).toMatchObject([
      {
        label: key.label,
        serial: key.serial,
        standard: 'skf',
        pin: 'ok',
        tries: { user: 4, so: 4 },
        generates: ['sm2'],
      },
    ]);
    const words = ['tokens', 'list', '--module', key.modulePath, ...vault()];
    const said = await Promise.all(
      ['en_US.UTF-8', 'zh_CN.UTF-8'].map(async (LANG) => runCli(words, { environment: { HOME: folder, LANG } })),
    );
    expect(said[0]?.stdout).toContain('4 PIN tries left');
    expect(said[0]?.stdout).toContain('never been tested on a real USB key (unverified)');
    expect(said[1]?.stdout).toContain('未验证');
  });

  test('lists both certificates and keys of its container and tests the signing key by name', async () => {
    const { objects } = await done('tokens', 'objects', ...onKey());
    expect(objects.map((each: { class: string; label: string }) => [each.class, each.label])).toEqual([
      ['certificate', skfContainer],
      ['certificate', skfContainer],
      ['private-key', skfContainer],
      ['private-key', skfContainer],
    ]);
    const pin = secret('pin', key.pin);
    const wrong = secret('wrong', 'wrong-1');
    await done('tokens', 'test', ...onKey(), '--key', skfContainer, '--pin-file', pin);
    expect(await refused('tokens', 'test', ...onKey(), '--key', skfContainer, '--pin-file', wrong)).toEqual([
      3,
      'wrong-pin',
    ]);
    const csr = join(folder, 'key.csr');
    const words = ['--key', skfContainer, '--pin-file', pin, '--subject', 'CN=李四,C=CN', '-o', csr];
    await done('tokens', 'csr', ...onKey(), ...words);
    expect(readFileSync(csr, 'latin1')).toContain('BEGIN CERTIFICATE REQUEST');
    execFileSync('openssl', ['req', '-in', csr, '-verify', '-noout', ...sm2Verifying], { stdio: 'pipe' });
    expect(key.attempts()).toBe(3);
  });

  test('the PIN is changed and reset', async () => {
    const [pin, next, admin] = [secret('pin', key.pin), secret('next', 'next-123456'), secret('admin', key.soPin)];
    await done('tokens', 'pin', 'change', ...onKey(), '--pin-file', pin, '--new-pin-file', next);
    expect(key.pinNow()).toBe('next-123456');
    await done('tokens', 'pin', 'unblock', ...onKey(), '--so-pin-file', admin, '--new-pin-file', pin);
    expect(key.pinNow()).toBe(key.pin);
  });

  test('generates an SM2 key once managed, and openssl verifies the request of that key', async () => {
    const pin = secret('pin', key.pin);
    const generate = (algorithm: string, label: string) =>
      ['tokens', 'generate', ...onKey(), '--algorithm', algorithm, '--label', label, '--pin-file', pin] as const;
    expect(await refused(...generate('sm2', 'new'))).toEqual([7, 'token-not-managed']);
    await done('tokens', 'manage', ...onKey(), '--on', '--yes');
    const sent = key.attempts();
    expect(await refused(...generate('ec-p256', 'new'))).toEqual([4, 'unsupported-algorithm']);
    expect(key.attempts()).toBe(sent);
    expect(await done(...generate('sm2', 'new'))).toMatchObject({ algorithm: 'sm2', label: 'new' });
    expect(await refused(...generate('sm2', 'new'))).toEqual([7, 'token-place-taken']);
    const csr = join(folder, 'new.csr');
    const words = ['--key', 'new', '--pin-file', pin, '--subject', 'CN=李四,C=CN', '-o', csr];
    await done('tokens', 'csr', ...onKey(), ...words);
    execFileSync('openssl', ['req', '-in', csr, '-verify', '-noout', ...sm2Verifying], { stdio: 'pipe' });
  });

  test('imports the encryption key pair of the CA and both certificates from files', async () => {
    const peer = new PeerFolder();
    const pin = ['--pin-file', secret('pin', key.pin)];
    const put = async (file: string, ...more: readonly string[]) =>
      done('tokens', 'import', file, ...onKey(), ...pin, ...more);
    const certificate = (name: string, keyFile: string, usage: string): string => {
      const words = ['-subj', `/CN=${name}`, '-addext', `keyUsage=critical,${usage}`, '-out', peer.file(`${name}.pem`)];
      openssl(['req', '-x509', '-new', '-key', keyFile, '-sm3', ...sm2Signing, ...words]);
      return peer.file(`${name}.pem`);
    };
    peer.write('device.pub', openssl(['pkey', '-in', key.file('new', 'sign.pem'), '-pubout']));
    openssl(['genpkey', '-algorithm', 'SM2', '-out', peer.file('encryption.key')]);
    await put(certificate('signing', key.file('new', 'sign.pem'), 'digitalSignature'));
    await put(peer.write('reply.der', writeSm2EnvelopedKey(peer, 'device', 'encryption')), '--label', 'new');
    await put(certificate('encryption', peer.file('encryption.key'), 'keyEncipherment'));
    const der = (file: string): Buffer => openssl(['pkey', '-in', file, '-outform', 'DER']);
    expect(der(key.file('new', 'encrypt.pem')).equals(der(peer.file('encryption.key')))).toBe(true);
    const { objects } = await done('tokens', 'objects', ...onKey());
    expect(objects.filter(({ label }: { label: string }) => label === 'new')).toHaveLength(4);
    peer.remove();
  });

  test('[G05] a manual enrolment generates its key on it and imports its certificate there', async () => {
    const profile = join(folder, 'sm2.json');
    writeFileSync(
      profile,
      JSON.stringify({ name: 'SM2', protocol: 'manual', url: 'https://sm2.example.com/', keyTypes: ['sm2'] }),
    );
    const [csr, pin] = [join(folder, 'applied.csr'), ['--pin-file', secret('pin', key.pin)]];
    const subject = ['--profile', profile, '--subject', 'CN=王五,C=CN', '-o', csr];
    const onToken = ['--key', `token:${key.serial}`, '--module', key.modulePath, '--algorithm', 'sm2', ...pin];
    expect(await done('enrol', ...subject, ...onToken, '--yes')).toMatchObject({ pending: { algorithm: 'sm2' } });
    openssl(['req', '-in', csr, '-verify', '-noout', ...sm2Verifying]);
    const issued = testAuthority(folder, { algorithm: 'sm2' }).issue(csr, 'issued');
    expect(await done('pending', 'import', issued)).toMatchObject({ request: { state: 'done' } });
    const put = await done('tokens', 'import', issued, ...onKey(), ...pin);
    expect(put.certificates).toHaveLength(1);
    const { objects } = await done('tokens', 'objects', ...onKey());
    const made = objects.filter((each: { label: string }) => each.label === '王五');
    expect(made.map((each: { class: string }) => each.class)).toEqual(['certificate', 'private-key']);
  });

  test('two processes on one device never use up the last try between them', { timeout: 240_000 }, async () => {
    const shared = makeSoftwareSkf({ folder, serial: 'SHARED', tries: 3 });
    const on = ['--module', shared.modulePath, '--token', shared.serial, '--key', skfContainer];
    const [right, wrong] = [secret('right', shared.pin), secret('wrong', 'wrong-1')];
    await done('tokens', 'modules', 'add', shared.modulePath, '--yes');
    const codes = await atOnce(12, async (round, which) => {
      const before = shared.triesLeft();
      const pin = (round + which) % 3 === 0 ? right : wrong;
      const { code, error } = await cli('tokens', 'test', ...on, '--pin-file', pin);
      expect({ before, left: shared.triesLeft() > 0 }).toMatchObject({ left: true });
      return code === 0 ? 'ok' : (error?.code ?? '');
    });
    expect([...new Set(codes.flat())].toSorted()).toEqual(['ok', 'pin-last-try', 'wrong-pin']);
    const sent = codes.flat().filter((code) => code !== 'pin-last-try').length;
    expect(shared.attempts()).toBe(sent);
    await done('tokens', 'test', ...on, '--pin-file', right, '--last-try');
    expect(shared.triesLeft()).toBe(3);
  });
});
