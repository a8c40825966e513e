// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import {
  keytool,
  type KeytoolKey,
  keytoolKeys,
  keytoolList,
  type StoreType,
} from '../../support/formats/keytool-stores.ts';
import { opensslPublicHash, pemBodies, sha256 } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { countBy, reportTable } from '../../support/formats/report-table.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';

const missing = missingTools('keytool', 'openssl');
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} missing)`;
const password = 'changeit-12';
const alias = '张三的证书';
const dsaOid = '1.2.840.10040.4.1';

describe.skipIf(missing.length > 0).each(['JKS', 'JCEKS'] as const)(`%s stores written by keytool${reason}`, (type) => {
  let folder: PeerFolder;
  const stores = new Map<string, Buffer>();

  const storeOf = (name: string, storeType: StoreType = type) => ({ file: `${name}.store`, type: storeType, password });
  const inspect = (name: string, given: string | null = password) =>
    inspectBytes(stores.get(name) as Buffer, { password: given });

  function generate(name: string, key: KeytoolKey, keyAlias: string, ...more: readonly string[]): void {
    const subject = ['-dname', `CN=${name}`, '-validity', '365', '-alias', keyAlias];
    keytool(folder, storeOf(name), '-genkeypair', ...keytoolKeys[key], ...subject, ...more);
    stores.set(name, readFileSync(folder.file(`${name}.store`)));
  }

  beforeAll(() => {
    folder = new PeerFolder();
    for (const key of Object.keys(keytoolKeys) as KeytoolKey[]) generate(key, key, alias);
    // A CA certifies the EC key of `chain`, which then holds two certificates; `trust` trusts the CA.
    generate('chain', 'ec', 'leaf');
    generate('authority', 'rsa', 'root', '-ext', 'bc:c');
    folder.write('request.pem', keytool(folder, storeOf('chain'), '-certreq', '-alias', 'leaf'));
    const signed = keytool(
      folder,
      storeOf('authority'),
      '-gencert',
      '-alias',
      'root',
      '-rfc',
      '-infile',
      'request.pem',
    );
    const root = keytool(folder, storeOf('authority'), '-exportcert', '-alias', 'root', '-rfc');
    folder.write('reply.pem', Buffer.concat([signed, root]));
    folder.write('root.pem', root);
    keytool(folder, storeOf('chain'), '-importcert', '-noprompt', '-alias', 'leaf', '-file', 'reply.pem');
    stores.set('chain', readFileSync(folder.file('chain.store')));
    keytool(folder, storeOf('trust'), '-importcert', '-noprompt', '-alias', '受信任', '-file', 'root.pem');
    stores.set('trust', readFileSync(folder.file('trust.store')));
    folder.write('other.password', 'other-key-34');
    generate('two-passwords', 'rsa', 'mine', '-keypass:file', 'other.password');
  }, 120_000);
  afterAll(() => folder.remove());

  /** Hash of the public key that keytool exports to PKCS#12 and OpenSSL reads. */
  function keyByPeers(name: string): string {
    const passwordFile = folder.write('password', password);
    const files = ['-srckeystore', `${name}.store`, '-destkeystore', `${name}-${type}.p12`];
    const types = ['-srcstoretype', type, '-deststoretype', 'PKCS12'];
    const passwords = ['-srcstorepass:file', passwordFile, '-deststorepass:file', passwordFile];
    folder.run('keytool', '-importkeystore', '-noprompt', ...files, ...types, ...passwords);
    const text = folder.run('openssl', 'pkcs12', '-in', `${name}-${type}.p12`, '-passin', 'file:password', '-nodes');
    const [key] = pemBodies(text.toString('latin1'), /PRIVATE KEY$/);
    return opensslPublicHash(folder, key as Buffer);
  }

  test.each(['rsa', 'ec', 'ed25519'] as const)('[F03] reads key, certificate and Chinese alias: %s', async (name) => {
    const { kind, diagnosis, certificates, keys } = await inspect(name);
    expect({ kind, diagnosis }).toEqual({ kind: 'jks', diagnosis: { code: 'opened' } });
    const [key] = keys;
    expect(keys).toHaveLength(1);
    const listed = keytoolList(keytool(folder, storeOf(name), '-list').toString('utf8'));
    expect(certificates.map(({ fields, friendlyName }) => ({ sha256: fields.sha256, alias: friendlyName }))).toEqual(
      listed,
    );
    expect(listed).toHaveLength(1);
    expect(key).toMatchObject({ friendlyName: alias, matches: listed[0]?.sha256 });
    expect(key?.spkiSha256).toBe(opensslPublicHash(folder, key?.pkcs8 ?? new Uint8Array()));
    expect(key?.spkiSha256).toBe(keyByPeers(name));
  });

  test('[F03] reads a DSA key, names its algorithm and opens the file', async () => {
    const { diagnosis, certificates, keys } = await inspect('dsa');
    expect(diagnosis).toEqual({ code: 'opened' });
    expect(certificates).toHaveLength(1);
    expect(keys.map(({ algorithm, spkiSha256 }) => [algorithm, spkiSha256])).toEqual([[dsaOid, null]]);
  });

  test('[F03] [F04] lists the leaf of a chain first', async () => {
    const { diagnosis, certificates, keys } = await inspect('chain');
    expect(diagnosis).toEqual({ code: 'opened' });
    expect(certificates.map(({ fields }) => fields.subject)).toEqual(['CN=chain', 'CN=authority']);
    expect(keys.map(({ matches }) => matches)).toEqual([certificates[0]?.fields.sha256]);
  });

  test('[F03] lists trusted certificates without a password', async () => {
    const root = pemBodies(readFileSync(folder.file('root.pem'), 'latin1'), /^CERTIFICATE$/)[0] as Buffer;
    for (const given of [null, password]) {
      const { diagnosis, certificates } = await inspect('trust', given);
      expect(diagnosis).toEqual({ code: 'opened' });
      expect(certificates.map(({ fields, friendlyName }) => [fields.sha256, friendlyName])).toEqual([
        [sha256(root), '受信任'],
      ]);
    }
  });

  test('[F05] lists the certificate without a password and reports that the key needs one', async () => {
    const { diagnosis, certificates, keys, unopened } = await inspect('rsa', null);
    expect({ diagnosis, keys }).toEqual({ diagnosis: { code: 'needs-password' }, keys: [] });
    expect(unopened).toEqual([{ name: alias, matches: certificates[0]?.fields.sha256, reason: 'password' }]);
  });

  test('[F05] lists the certificate of a key with its own password, and reports the key as unopened', async () => {
    const { diagnosis, certificates, keys, unopened } = await inspect('two-passwords');
    expect({ diagnosis, keys }).toEqual({ diagnosis: { code: 'wrong-password' }, keys: [] });
    expect(unopened).toEqual([{ name: 'mine', matches: certificates[0]?.fields.sha256, reason: 'password' }]);
    // The key's password opens only the key: the rest can't be checked for changes.
    const byKey = await inspect('two-passwords', 'other-key-34');
    expect(byKey.diagnosis).toEqual({ code: 'wrong-password', possiblyDamaged: true });
  });

  test('[F05] reports a wrong password or possible damage, and lists no certificates', async () => {
    for (const name of ['rsa', 'trust', 'chain']) {
      const { diagnosis, certificates } = await inspect(name, 'wrong');
      expect({ diagnosis, certificates }).toEqual({
        diagnosis: { code: 'wrong-password', possiblyDamaged: true },
        certificates: [],
      });
    }
  });

  test('[F05] reports a store cut at ten places as damaged, with the offset of the cut', async () => {
    const whole = stores.get('chain') as Buffer;
    for (let place = 1; place <= 10; place++) {
      const cut = whole.subarray(0, Math.max(13, Math.floor((whole.length * place) / 11)));
      const { kind, diagnosis } = await inspectBytes(cut, { password });
      expect({ kind, diagnosis }).toEqual({ kind: 'jks', diagnosis: { code: 'damaged', offset: cut.length } });
    }
    const almost = await inspectBytes(whole.subarray(0, -1), { password });
    expect(almost.diagnosis).toEqual({ code: 'damaged', offset: whole.length - 1 });
    const longer = await inspectBytes(Buffer.concat([whole, Buffer.from('tail')]), { password });
    expect(longer.diagnosis).toEqual({ code: 'opened', offset: whole.length });
  });

  // JCEKS takes a fifth of a second to derive each key.
  const flips = type === 'JKS' ? 400 : 30;

  test('[F05] [F07] reports a flipped bit as damage or possible damage, and lists no certificates', async () => {
    const whole = stores.get('chain') as Buffer;
    const random = seededRandom(type === 'JKS' ? 11 : 12);
    const outcomes: string[] = [];
    for (let round = 0; round < flips; round++) {
      const changed = Buffer.from(whole);
      const at = Math.floor(random() * whole.length);
      changed[at] = changed.readUInt8(at) ^ (1 << Math.floor(random() * 8));
      const { diagnosis, certificates } = await inspectBytes(changed, { password });
      expect(certificates).toEqual([]);
      outcomes.push(diagnosis.possiblyDamaged === true ? `${diagnosis.code} or damaged` : diagnosis.code);
    }
    const counts = countBy(outcomes);
    reportTable(`${type}, one bit flipped`, counts);
    expect(Object.keys(counts).toSorted()).toEqual(['damaged', 'wrong-password or damaged']);
  });
});

describe.skipIf(missing.length > 0)(`features of JKS or of JCEKS alone${reason}`, () => {
  let folder: PeerFolder;
  beforeAll(() => {
    folder = new PeerFolder();
  });
  afterAll(() => folder.remove());

  test('[F03] [F05] opens a JKS store with a Chinese password', async () => {
    const store = { file: 'chinese.store', type: 'JKS', password: '密码中文六位' } as const;
    keytool(folder, store, '-genkeypair', ...keytoolKeys.ec, '-dname', 'CN=chinese', '-alias', 'mine');
    const octets = readFileSync(folder.file('chinese.store'));
    const { diagnosis, keys } = await inspectBytes(octets, { password: store.password });
    expect({ diagnosis, keys: keys.length }).toEqual({ diagnosis: { code: 'opened' }, keys: 1 });
    expect((await inspectBytes(octets, { password: '密码中文' })).diagnosis.code).toBe('wrong-password');
  });

  test('[F03] names secret keys as unopened and opens the private key beside them', async () => {
    const store = { file: 'mixed.store', type: 'JCEKS', password } as const;
    keytool(folder, store, '-genseckey', '-alias', 'first', '-keyalg', 'AES', '-keysize', '256');
    keytool(folder, store, '-genkeypair', ...keytoolKeys.ec, '-dname', 'CN=mixed', '-alias', 'mine');
    keytool(folder, store, '-genseckey', '-alias', 'last', '-keyalg', 'DESede');
    const result = await inspectBytes(readFileSync(folder.file('mixed.store')), { password });
    expect(result.diagnosis).toEqual({ code: 'opened' });
    expect({ certificates: result.certificates.length, keys: result.keys.length }).toEqual({
      certificates: 1,
      keys: 1,
    });
    expect(new Set(result.unopened.map(({ name }) => name))).toEqual(new Set(['first', 'last']));
    expect(result.unopened.every(({ reason: why }) => why === 'secret-key')).toBe(true);
  });

  test('[F07] refuses an iteration count over the limit, and names the limit', async () => {
    const store = { file: 'slow.store', type: 'JCEKS', password } as const;
    keytool(folder, store, '-genkeypair', ...keytoolKeys.ec, '-dname', 'CN=slow', '-alias', 'slow');
    const octets = readFileSync(folder.file('slow.store'));
    // PBEParameter: OCTET STRING of eight octets, then INTEGER of three (200,000 in JDK 17).
    const at = octets.indexOf(Buffer.from('0408', 'hex'), octets.indexOf(Buffer.from('2b060104012a021301', 'hex')));
    expect(octets.subarray(at + 10, at + 12).toString('hex')).toBe('0203');
    octets.writeUIntBE(0x7fffff, at + 12, 3);
    const { diagnosis } = await inspectBytes(octets, { password });
    expect(diagnosis).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  });
});
