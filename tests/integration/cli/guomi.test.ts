// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../support/cli/run-cli.ts';
import {
  makeSm2Identity,
  openCfcaByOpenssl,
  scalarOf,
  writeCfcaByOpenssl,
  writeGmEnvelope,
  writeKeyReply,
} from '../../support/formats/openssl-guomi.ts';
import { PeerFolder } from '../../support/formats/peer-tools.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = missingTools('openssl', 'certutil');
const password = 'Bank-Password-1';

describe.skipIf(missing.length > 0)(`SM2 files on the command line${skipReason(missing)}`, () => {
  const folder = new PeerFolder();
  const home = join(folder.path, 'home');
  const nss = join(home, '.pki/nssdb');
  let sha256 = '';
  const at = (name: string) => folder.file(name);
  const cli = async (...argv: string[]) =>
    runCli([...argv, '--json', '--vault', at('vault')], { environment: { HOME: home } });
  const failure = (answer: Awaited<ReturnType<typeof cli>>) => [answer.code, answer.json?.error?.code];
  const secret = ['--password-file', at('password')];
  const unlock = ['--passphrase-file', at('passphrase')];
  const databases = () => ['cert9.db', 'key4.db'].map((file) => readFileSync(join(nss, file)));

  beforeAll(async () => {
    folder.write('password', password);
    folder.write('wrong', 'not-that-one');
    folder.write('passphrase', 'a passphrase of four words');
    makeSm2Identity(folder, 'bank', '/C=CN/O=CFCA TEST OCA1/CN=051@张三@110101199001011234@1');
    makeSm2Identity(folder, 'encryption', '/CN=encryption');
    mkdirSync(nss, { recursive: true });
    execFileSync('certutil', ['-N', '--empty-password', '-d', `sql:${nss}`]);
  });
  afterAll(() => folder.remove());

  test('[G01] import takes a .sm2 file with its key, and a wrong password leaves nothing behind', async () => {
    const file = writeCfcaByOpenssl(folder, 'bank', { password });
    const wrong = await cli('import', file, '--password-file', at('wrong'), ...unlock);
    expect([wrong.code, wrong.json?.value.items[0].diagnosis.code]).toEqual([3, 'wrong-password']);
    const taken = await cli('import', file, ...secret, ...unlock);
    expect([taken.code, taken.json?.value.items]).toMatchObject([0, [{ keys: 1 }]]);
    const listed = (await cli('list')).json?.value.certificates;
    expect(listed).toMatchObject([{ algorithm: 'sm2', hasPrivateKey: true }]);
    sha256 = listed[0].sha256;
  });

  test('[G01] export writes a .sm2 file that OpenSSL alone opens, and warns of its weak protection', async () => {
    const out = at('out.sm2');
    const answer = await cli('export', sha256, '--format', 'sm2', '-o', out, ...secret, ...unlock);
    expect(answer.code).toBe(0);
    expect(answer.json?.value).toMatchObject({
      withKey: true,
      certificates: 1,
      warnings: [{ reason: 'weak-derivation' }],
    });
    expect(openCfcaByOpenssl(folder, out, password)).toEqual({
      scalar: scalarOf(folder, 'bank.key'),
      certificate: readFileSync(at('bank.der')).toString('hex'),
    });
  });

  test('[G01] export refuses a .sm2 file for a key of another kind', async () => {
    const other = makeIdentityFiles(folder.path, 'other', { subject: '/CN=P256' });
    folder.write('other-password', other.password);
    await cli('import', other.p12, '--password-file', at('other-password'), ...unlock);
    const refused = await cli('export', other.sha256, '--format', 'sm2', '-o', at('no.sm2'), ...secret, ...unlock);
    expect(failure(refused)).toEqual([2, 'sm2-key-required']);
    expect(existsSync(at('no.sm2'))).toBe(false);
  });

  test('[G03] stores install refuses an SM2 certificate before it asks for a secret, and writes nothing', async () => {
    const before = databases();
    const answer = await cli('stores', 'install', sha256, '--to', 'chromium');
    expect(failure(answer)).toEqual([4, 'sm2-not-in-browser']);
    expect(answer.json?.error?.message).toContain('Chrome, Edge and Firefox');
    expect(databases()).toEqual(before);
    expect(execFileSync('certutil', ['-L', '-d', `sql:${nss}`]).toString()).not.toContain('张三');
  });

  test('[G01] [G02] scan finds .sm2 files under any name, key replies and envelopes', async () => {
    const tree = at('tree');
    mkdirSync(tree);
    const file = writeCfcaByOpenssl(folder, 'bank', { password });
    copyFileSync(file, join(tree, 'a.bin'));
    writeFileSync(
      join(tree, 'b.txt'),
      readFileSync(writeCfcaByOpenssl(folder, 'encryption', { password })).toString('base64'),
    );
    writeFileSync(join(tree, 'c.txt'), writeKeyReply(folder, 'bank', 'encryption'));
    writeFileSync(join(tree, 'd.der'), writeGmEnvelope(folder, 'Test CA'));
    writeFileSync(join(tree, 'e.txt'), 'minutes of the meeting');
    const { stdout, code } = await cli('scan', tree, '--quiet');
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { value: { file?: string; kind?: string; state?: string } }).value)
      .filter(({ file: name }) => name !== undefined)
      .map(({ file: name = '', kind, state }) => [name.slice(-5), kind, state])
      .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
    expect(lines).toEqual([
      ['a.bin', 'cfca-sm2', 'needs-password'],
      ['b.txt', 'cfca-sm2', 'needs-password'],
      ['c.txt', 'enveloped-key', 'not-read'],
      ['d.der', 'enveloped-data', 'not-read'],
    ]);
  });

  test('[G04] an encryption key from a CA is unwrapped by the signing key in the unlocked vault', async () => {
    const certificate = await cli('import', at('encryption.der'));
    const encryption: string = certificate.json?.value.items[0].added[0];
    const reply = at('reply.txt');
    writeFileSync(reply, writeKeyReply(folder, 'bank', 'encryption'));
    const shut = await cli('import', reply);
    expect([shut.code, shut.json?.value.items[0].diagnosis.code]).toEqual([4, 'enveloped-key']);
    const keyOf = async () => (await cli('show', encryption)).json?.value.certificate;
    expect(await keyOf()).toMatchObject({ hasPrivateKey: false });
    const foreign = at('foreign.txt');
    writeFileSync(foreign, writeKeyReply(folder, 'encryption', 'bank'));
    const wrong = await cli('import', foreign, ...unlock);
    expect([wrong.code, wrong.json?.value.items[0].diagnosis.code]).toEqual([3, 'wrong-key']);
    expect(await keyOf()).toMatchObject({ hasPrivateKey: false });
    const taken = await cli('import', reply, ...unlock);
    expect([taken.code, taken.json?.value.items]).toMatchObject([0, [{ keys: 1, diagnosis: { code: 'opened' } }]]);
    expect(await keyOf()).toMatchObject({ hasPrivateKey: true, keyMadeBy: 'authority' });
    // OpenSSL reads the exported key, which must equal the original.
    const out = at('encryption.p12');
    await cli('export', encryption, '--format', 'p12', '-o', out, ...secret, ...unlock);
    folder.run(
      'openssl',
      'pkcs12',
      '-in',
      out,
      '-passin',
      `file:${at('password')}`,
      '-nodes',
      '-nocerts',
      '-out',
      'e.key',
    );
    expect(scalarOf(folder, 'e.key')).toBe(scalarOf(folder, 'encryption.key'));
  });

  test.each([
    ['reply.der', 4, 'enveloped-key', 'encryption key from a CA'],
    ['envelope.der', 4, 'enveloped-data', 'CN=Test CA, 1234abcd'],
  ])('[G02] [F05] inspect says what %s is, and exits with %i', async (name, code, diagnosis, words) => {
    const answer = await cli('inspect', at(name));
    expect([answer.code, answer.json?.value.diagnosis.code]).toEqual([code, diagnosis]);
    const text = await runCli(['inspect', at(name)], { environment: { HOME: home } });
    expect(text.stdout).toContain(words);
  });
});
