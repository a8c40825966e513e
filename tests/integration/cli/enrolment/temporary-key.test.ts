// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { refusal } from '../../../support/enrolment/est-cli.ts';
import { testAuthority, type TestAuthority } from '../../../support/enrolment/test-authority.ts';
import { writeKeyReply, writeSm2EnvelopedKey } from '../../../support/formats/openssl-guomi.ts';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { skipReason, sm2Signing } from '../../../support/openssl/openssl.ts';

const missing = missingTools('openssl');
const opening = (vault: CliVault): string[] => ['--passphrase-file', vault.passphraseFile];
const keysIn = async (vault: CliVault) => (await vault.cli('vault', 'status')).json?.value.keys;
const pairs = async (vault: CliVault) => (await vault.cli('list')).json?.value.certificates;
const whole = { pair: { signing: { hasKey: true }, encryption: { hasKey: true } } };

/** SubjectPublicKeyInfo of an SM2 key, up to the point's coordinates. */
const spkiHead = '3059301306072a8648ce3d020106082a811ccf5501822d03420004';

describe.skipIf(missing.length > 0)(`CFCA's dual-certificate request at OpenSSL${skipReason(missing)}`, () => {
  const folder = new PeerFolder();
  afterAll(() => folder.remove());
  let authority: TestAuthority;
  let profile: string;
  beforeAll(() => {
    authority = testAuthority(folder.path, { algorithm: 'sm2', subject: '/CN=CFCA TEST OCA1' });
    const content = { name: 'CFCA', url: 'https://cfca.example.com/', protocol: 'manual', keyTypes: ['sm2'] };
    profile = folder.write('cfca.json', JSON.stringify({ ...content, temporaryKey: true }));
    folder.run('openssl', 'genpkey', '-algorithm', 'SM2', '-out', 'encrypt.key');
  });

  const spkiFile = (name: string, spki: string): void => {
    folder.write(`${name}.spki`, Buffer.from(spki, 'hex'));
    folder.run('openssl', 'pkey', '-pubin', '-inform', 'DER', '-in', `${name}.spki`, '-out', `${name}.pub`);
  };

  /** Checks a request with `asn1parse` and `dgst`, since `openssl req` requires attribute values in a SET. */
  function readByOpenssl(csr: string): void {
    folder.run('openssl', 'asn1parse', '-in', csr, '-noout', '-out', 'request.der');
    const parsed = folder.run('openssl', 'asn1parse', '-inform', 'DER', '-in', 'request.der').toString();
    const start = parsed.indexOf('cont [ 0 ]');
    const attributes = parsed.slice(start, parsed.indexOf('d=1 ', start));
    const values = [...attributes.matchAll(/d=\d+ .*?(?:prim|cons): +(\S.*?) *$/gm)].map(([, each = '']) => each);
    const dump = '30818E02010104818800B4000000010000';
    const [x, y] = new RegExp(`${dump}(.{64})0{64}(.{64})0{64}$`).exec(values[5] ?? '')?.slice(1) ?? [];
    expect(values).toEqual([
      'SEQUENCE',
      'OBJECT            :challengePassword',
      'PRINTABLESTRING   :111111',
      'SEQUENCE',
      'OBJECT            :1.2.840.113549.1.9.63',
      `OCTET STRING      [HEX DUMP]:${dump}${x}${'0'.repeat(64)}${y}${'0'.repeat(64)}`,
    ]);
    spkiFile('temporary', `${spkiHead}${x}${y}`);
    const part = (offset: string | undefined, out: string): Buffer =>
      folder.run('openssl', 'asn1parse', '-in', csr, '-strparse', offset ?? '', '-noout', '-out', out);
    const bits = [...parsed.matchAll(/^ *(\d+):.*BIT STRING/gm)].map(([, offset]) => offset);
    part(bits[0], 'point');
    spkiFile('sign', `${spkiHead.slice(0, -2)}${folder.run('cat', 'point').toString('hex')}`);
    part('4', 'info');
    part(bits[1], 'signature');
    const signed = ['-signature', 'signature', ...sm2Signing, 'info'];
    expect(folder.run('openssl', 'dgst', '-sm3', '-verify', 'sign.pub', ...signed).toString()).toBe('Verified OK\n');
  }

  function issue(name: string): { readonly signing: string; readonly encryption: string } {
    folder.run('openssl', 'genpkey', '-algorithm', 'SM2', '-out', 'other.key');
    const asked = ['-utf8', '-subj', '/C=CN/O=测试机构/CN=051@张三@Z110@1', '-sm3', ...sm2Signing];
    folder.run('openssl', 'req', '-new', '-key', 'other.key', ...asked, '-out', 'other.csr');
    folder.run('openssl', 'pkey', '-in', 'encrypt.key', '-pubout', '-out', 'encrypt.pub');
    const csr = folder.file('other.csr');
    const forEncryption = 'keyEncipherment,dataEncipherment,keyAgreement';
    return {
      signing: authority.issue(csr, `${name}-sign`, { publicKey: folder.file('sign.pub') }),
      encryption: authority.issue(csr, `${name}-encrypt`, {
        publicKey: folder.file('encrypt.pub'),
        keyUsage: forEncryption,
      }),
    };
  }

  async function asked(vault: CliVault): Promise<{ readonly id: string; readonly csr: string }> {
    const csr = join(vault.folder, 'request.csr');
    const subject = ['--subject', 'CN=051@张三@Z110@1,O=测试机构,C=CN'];
    const answer = await vault.cli('enrol', '--profile', profile, ...subject, '-o', csr, '--yes');
    expect(answer.json?.value.pending).toMatchObject({ state: 'pending', algorithm: 'sm2' });
    return { id: answer.json?.value.pending.id, csr };
  }

  test('[G05] [G04] OpenSSL verifies the request, and the reply for its temporary key ends that key', async () => {
    const vault = await newCliVault();
    const { csr } = await asked(vault);
    readByOpenssl(csr);
    const inspected = await vault.cli('inspect', csr);
    expect(inspected.json?.value.requests).toMatchObject([{ algorithm: 'sm2', signature: 'valid' }]);
    expect(await keysIn(vault)).toBe(2);
    const { signing, encryption } = issue('first');
    expect((await vault.cli('pending', 'import', signing)).json?.value).toMatchObject({ request: { state: 'done' } });
    await vault.cli('import', encryption);
    const reply = folder.write('first.txt', writeKeyReply(folder, 'temporary', 'encrypt'));
    expect((await vault.cli('import', reply)).json?.value.items[0].diagnosis.code).toBe('enveloped-key');
    const taken = await vault.cli('import', reply, ...opening(vault));
    expect([taken.code, taken.json?.value.items]).toMatchObject([0, [{ keys: 1 }]]);
    expect(await pairs(vault)).toMatchObject([whole]);
    const verified = await vault.cli('vault', 'verify', ...opening(vault));
    expect(verified.json?.value).toMatchObject({ clean: true, keys: 2, keysOpened: true });
    const log = (await vault.cli('log')).json?.value.entries;
    expect(log.map(({ event }: { event: string }) => event)).toContain('temporary-key-removed');
    const again = await vault.cli('import', reply, ...opening(vault));
    expect(again.json?.value.items[0].diagnosis.code).toBe('wrong-key');
  });

  test('[G05] [B02] the temporary key is backed up with the request and opens the reply elsewhere', async () => {
    const [vault, other] = [await newCliVault(), await newCliVault()];
    readByOpenssl((await asked(vault)).csr);
    const backup = await vault.cli('backup', 'create', '--to', vault.folder, ...opening(vault));
    const file = String(backup.json?.value.backup.file);
    const restored = await other.cli('backup', 'restore', file, '--password-file', vault.passphraseFile);
    expect(restored.json?.error).toBeUndefined();
    const { signing, encryption } = issue('moved');
    const reply = folder.write('moved.der', writeSm2EnvelopedKey(folder, 'temporary', 'encrypt'));
    for (const each of [encryption, reply]) await other.cli('import', each, ...opening(other));
    expect(await keysIn(other)).toBe(2);
    expect((await other.cli('pending', 'import', signing)).json?.value).toMatchObject({ request: { state: 'done' } });
    expect(await pairs(other)).toMatchObject([whole]);
  });

  test('[G05] [K10] both keys are deleted with the request, or with the certificate issued for it', async () => {
    const vault = await newCliVault();
    const { id } = await asked(vault);
    const deleted = await vault.cli('pending', 'delete', id, '--yes');
    expect([deleted.json?.value.keys, await keysIn(vault)]).toEqual([2, 0]);
    readByOpenssl((await asked(vault)).csr);
    const taken = await vault.cli('pending', 'import', issue('purged').signing);
    await vault.cli('delete', taken.json?.value.certificate, '--yes', '--force');
    expect((await vault.cli('trash', 'purge', '--yes')).json?.value).toMatchObject({ purged: 1, keys: 2 });
    expect(await keysIn(vault)).toBe(0);
  });

  test('[G05] [E07] a renewal with the same signing key carries a new temporary key', async () => {
    const vault = await newCliVault();
    readByOpenssl((await asked(vault)).csr);
    const taken = await vault.cli('pending', 'import', issue('renewed').signing);
    const csr = join(vault.folder, 'renew.csr');
    const words = ['renew', taken.json?.value.certificate, '--profile', profile, '-o', csr, ...opening(vault)];
    expect((await vault.cli(...words, '--same-key')).json?.error).toBeUndefined();
    const before = folder.run('cat', 'sign.spki');
    readByOpenssl(csr);
    expect(folder.run('cat', 'sign.spki')).toEqual(before);
    expect(await keysIn(vault)).toBe(3);
  });

  test('[G05] [E01] a guide that asks for a temporary key without SM2, or over EST, is refused', async () => {
    const vault = await newCliVault();
    const base = { name: 'CFCA', url: 'https://cfca.example.com/', temporaryKey: true };
    for (const content of [
      { ...base, protocol: 'manual' },
      { ...base, protocol: 'manual', keyTypes: ['sm2', 'rsa-2048'] },
      { ...base, protocol: 'est', keyTypes: ['sm2'] },
    ]) {
      const file = folder.write('refused.json', JSON.stringify(content));
      const answer = await vault.cli('enrol', '--profile', file, '--subject', 'CN=x', '--yes');
      expect(refusal(answer)[1]).toBe('profile-invalid');
    }
  });
});
