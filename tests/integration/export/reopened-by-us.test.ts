// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { writePem } from '../../../main/formats/writers/write-pem.ts';
import { writePkcs12 } from '../../../main/formats/writers/write-pkcs12.ts';
import { writePkcs7 } from '../../../main/formats/writers/write-pkcs7.ts';
import { writeEncryptedPkcs8, writePlainPkcs8 } from '../../../main/formats/writers/write-pkcs8.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentity, type Identity } from './peers.ts';

const keyTypes: readonly (readonly [name: string, newkey: readonly string[]])[] = [
  ['RSA', ['rsa:2048']],
  ['EC P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['EC P-521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
  ['Ed25519', ['ed25519']],
  ['Ed448', ['ed448']],
  ['SM2', ['sm2']],
];
const profiles = ['modern', 'compatible', 'guomi'] as const;
const password = '密码中文🔐é';
const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

const missing = missingTools('openssl');

// OpenSSL makes the identities, so that our reader and writer can't share a mistake about keys.
describe.skipIf(missing.length > 0)(`[F06] CertSteward reopens its exported files${skipReason(missing)}`, () => {
  let folder = '';
  const identities = new Map<string, Identity>();
  const identity = (name: string) => identities.get(name) as Identity;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-export-'));
    for (const [name, newkey] of keyTypes) identities.set(name, makeIdentity(folder, newkey));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const cells = keyTypes.flatMap(([name]) => profiles.map((profile) => [name, profile] as const));

  it.each(cells)('[F06] opens PKCS#12: %s, %s', async (name, profile) => {
    const { leaf, issuer, key } = identity(name);
    const bytes = await writePkcs12({ certificates: [leaf, issuer], key, friendlyName: '张三 🔐', password, profile });
    const found = await inspectBytes(bytes, { password });
    expect(found).toMatchObject({ kind: 'pkcs12', diagnosis: { code: 'opened' } });
    expect(found.diagnosis.passwordEncoding).toBeUndefined();
    expect(found.certificates.map((one) => [one.fields.sha256, one.friendlyName])).toEqual([
      [sha256(leaf), '张三 🔐'],
      [sha256(issuer), null],
    ]);
    expect(found.keys).toHaveLength(1);
    expect(Buffer.from(found.keys[0]?.pkcs8 ?? [])).toEqual(Buffer.from(key));
    expect(found.keys[0]).toMatchObject({
      matches: sha256(leaf),
      spkiSha256: readCertificateFields(leaf).spkiSha256,
      algorithm: readCertificateFields(leaf).algorithm,
    });
  });

  it.each(profiles)('[F05] distinguishes a wrong, a missing and an empty password: %s', async (profile) => {
    const { leaf, key } = identity('Ed25519');
    const base = { certificates: [leaf], key, friendlyName: null, profile } as const;
    const bytes = await writePkcs12({ ...base, password });
    expect((await inspectBytes(bytes, { password: 'wrong' })).diagnosis.code).toBe('wrong-password');
    expect((await inspectBytes(bytes, { password: null })).diagnosis.code).toBe('needs-password');
    const open = await writePkcs12({ ...base, password: '' });
    expect((await inspectBytes(open, { password: '' })).diagnosis.code).toBe('opened');
  });

  it.each(cells)('[F06] opens PKCS#8: %s, %s', async (name, profile) => {
    const { leaf, key } = identity(name);
    const { spkiSha256, algorithm } = readCertificateFields(leaf);
    const written = [
      [await writeEncryptedPkcs8({ key, password, profile }), password],
      [writePlainPkcs8(key), null],
    ] as const;
    for (const [bytes, secret] of written) {
      const found = await inspectBytes(bytes, { password: secret });
      expect(found.diagnosis.code).toBe('opened');
      expect(found.keys).toMatchObject([{ spkiSha256, algorithm }]);
    }
  });

  it.each([
    ['pem', writePem],
    ['pkcs7', writePkcs7],
  ] as const)('[F06] opens %s', async (kind, write) => {
    const { leaf, issuer } = identity('RSA');
    const found = await inspectBytes(write([leaf, issuer]), { password: null });
    expect(found).toMatchObject({ kind, diagnosis: { code: 'opened' } });
    expect(found.certificates.map((one) => one.fields.sha256)).toEqual([sha256(leaf), sha256(issuer)]);
  });
});
