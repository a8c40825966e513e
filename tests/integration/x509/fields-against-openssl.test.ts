// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';

const keyTypes: readonly (readonly [name: string, newkey: readonly string[], algorithm: string])[] = [
  ['RSA 2048', ['rsa:2048'], 'rsa-2048'],
  ['RSA 3072', ['rsa:3072'], 'rsa-3072'],
  ['EC P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'ec-p256'],
  ['EC P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'ec-p384'],
  ['EC P-521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'ec-p521'],
  ['EC secp256k1', ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], 'ec-secp256k1'],
  ['EC brainpool', ['ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'], '1.3.36.3.3.2.8.1.1.7'],
  ['Ed25519', ['ed25519'], 'ed25519'],
  ['Ed448', ['ed448'], 'ed448'],
  ['SM2', ['sm2'], 'sm2'],
  ['RSA-PSS', ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'], '1.2.840.113549.1.1.10'],
];

const names: readonly (readonly [what: string, subject: string])[] = [
  ['bank pattern', '/C=CN/O=CFCA OCA1/OU=Local RA/CN=051@张三@110101199001011234@1'],
  ['multi-valued RDN', '/C=CN/O=银行+OU=个人+L=北京/CN=李四+serialNumber=42'],
  ['commas and quotes', '/O=A, B + "C"; <D>/CN=x\\\\y=z'],
  ['leading number sign and spaces', '/O=#1 bank/OU= leading/CN=trailing '],
  ['e-mail address', '/CN=王五/emailAddress=wang@bank.cn'],
  ['rare types', '/SN=欧阳/GN=修/title=博士/dnQualifier=q/UID=u1/DC=cn/DC=bank/postalCode=100000/businessCategory=b'],
  ['unknown type', '/1.2.3.4.5=foo/CN=known'],
  ['control characters', '/CN=a\tb\u007fc'],
  ['characters beyond the BMP', '/CN=𠮷野家'],
];

const masks = [
  ['UTF8String', 'utf8only'],
  ['BMPString', 'MASK:0x800'],
  ['UniversalString', 'MASK:0x100'],
] as const;

function opensslFacts(der: Uint8Array) {
  const nameOptions = ['-nameopt', 'RFC2253,utf8,-esc_msb', '-dateopt', 'iso_8601'];
  const text = openssl(
    ['x509', '-inform', 'DER', '-noout', '-subject', '-issuer', '-serial', '-dates', ...nameOptions],
    der,
  ).toString('utf8');
  // Each value is on one line because control characters are escaped.
  const fact = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? `no ${name}`;
  const pem = openssl(['x509', '-inform', 'DER', '-noout', '-pubkey'], der);
  const spki = Buffer.from(pem.toString('latin1').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const iso = (date: string) => date.replace(' ', 'T');
  return {
    subject: fact('subject'),
    issuer: fact('issuer'),
    serial: fact('serial')
      .toLowerCase()
      .replace(/^(-?)0+(?=.)/, '$1'),
    notBefore: iso(fact('notBefore')),
    notAfter: iso(fact('notAfter')),
    spkiSha256: createHash('sha256').update(spki).digest('hex'),
    sha256: createHash('sha256').update(der).digest('hex'),
  };
}

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(`[L01] certificate fields equal those of OpenSSL${skipReason(missing)}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-x509-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function make(args: readonly string[], mask = 'utf8only'): Uint8Array {
    const config = join(folder, 'req.cnf');
    writeFileSync(config, `[req]\nstring_mask=${mask}\ndistinguished_name=dn\n[dn]\n`);
    const out = join(folder, 'certificate.der');
    openssl(['req', '-x509', '-config', config, '-utf8', '-outform', 'DER', '-out', out, '-nodes', ...args]);
    return new Uint8Array(readFileSync(out));
  }
  const keyArguments = (newkey: readonly string[]) => ['-newkey', ...newkey, '-keyout', join(folder, 'key.pem')];

  it.each(keyTypes)('[F02] reads the fields with key type %s', (_, newkey, algorithm) => {
    const der = make([...keyArguments(newkey), '-subj', '/C=CN/O=银行/CN=051@张三@110101199001011234@1']);
    const fields = readCertificateFields(der);
    expect(fields).toMatchObject(opensslFacts(der));
    expect(fields).toMatchObject({ algorithm, displayName: '张三', selfIssued: true });
  });

  it.each(names)('[L03] reads a name with %s', (_, subject) => {
    const der = make([...keyArguments(['ed25519']), '-subj', subject]);
    expect(readCertificateFields(der)).toMatchObject(opensslFacts(der));
  });

  it.each(masks)('[L03] reads a name in %s', (_, mask) => {
    const der = make([...keyArguments(['ed25519']), '-subj', '/O=中国, 银行/CN=张三 Müller'], mask);
    expect(readCertificateFields(der)).toMatchObject(opensslFacts(der));
  });

  it('[L03] reads a Latin-1 name in T61String', () => {
    const der = make([...keyArguments(['ed25519']), '-subj', '/CN=Müller'], 'MASK:0x4');
    expect(readCertificateFields(der)).toMatchObject({ ...opensslFacts(der), displayName: 'Müller' });
  });

  it.each(['1', '0x80', '0x00f0', '0x0123456789abcdef0123456789abcdef01234567', '-5'])('[L03] serial %s', (serial) => {
    const der = make([...keyArguments(['ed25519']), '-subj', '/CN=x', '-set_serial', serial]);
    expect(readCertificateFields(der)).toMatchObject(opensslFacts(der));
  });

  it('[L01] reads dates after 2050', () => {
    const der = make([...keyArguments(['ed25519']), '-subj', '/CN=x', '-days', '20000']);
    const fields = readCertificateFields(der);
    expect(fields.notAfter > '2050').toBe(true);
    expect(fields).toMatchObject(opensslFacts(der));
  });

  it('[L02] reads key identifiers, CA flag and alternative names', () => {
    const caKey = join(folder, 'ca-key.pem');
    const caFile = join(folder, 'ca.pem');
    const extension = (text: string) => ['-addext', text];
    const ca = make([
      '-newkey',
      'ed25519',
      '-keyout',
      caKey,
      '-subj',
      '/CN=测试根',
      ...extension('basicConstraints=CA:TRUE'),
      ...extension('subjectKeyIdentifier=hash'),
    ]);
    writeFileSync(caFile, openssl(['x509', '-inform', 'DER'], ca));
    const leaf = make([
      '-CA',
      caFile,
      '-CAkey',
      caKey,
      ...keyArguments(['ed25519']),
      '-subj',
      '/',
      ...extension('basicConstraints=CA:FALSE'),
      ...extension('authorityKeyIdentifier=keyid'),
      ...extension('subjectAltName=email:li@bank.cn,DNS:bank.cn,IP:10.0.0.1,IP:2001:db8::1,URI:https://bank.cn/x'),
    ]);
    const caFields = readCertificateFields(ca);
    const leafFields = readCertificateFields(leaf);
    expect(caFields).toMatchObject({ isCa: true, selfIssued: true });
    expect(leafFields).toMatchObject({
      isCa: false,
      selfIssued: false,
      subject: '',
      issuer: 'CN=测试根',
      displayName: 'li@bank.cn',
      issuerName: '测试根',
      issuerHash: caFields.subjectHash,
      authorityKeyId: caFields.subjectKeyId,
    });
    expect(caFields.subjectKeyId).toMatch(/^[0-9a-f]{40}$/);
    for (const text of ['li@bank.cn', '10.0.0.1', '2001:db8:0:0:0:0:0:1', 'https://bank.cn/x', '测试根']) {
      expect(leafFields.searchText).toContain(text);
    }
  });
});
