// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCertificate } from '../../../main/x509/certificate/certificate-detail.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';

const config = `
[req]
distinguished_name = dn
x509_extensions = ext
[dn]
[ext]
basicConstraints = critical, CA:TRUE, pathlen:3
keyUsage = critical, digitalSignature, nonRepudiation, keyCertSign, cRLSign, decipherOnly, keyAgreement
extendedKeyUsage = clientAuth, emailProtection, 1.3.6.1.4.1.311.20.2.2, 1.2.3.4
subjectKeyIdentifier = hash
subjectAltName = email:li@bank.cn, DNS:bank.cn, IP:10.0.0.1, IP:2001:db8::1, URI:https://bank.cn/, RID:1.2.3, dirName:name, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:li@AD
issuerAltName = DNS:issuer.cn
crlDistributionPoints = URI:http://crl.cn/a.crl, URI:ldap://crl.cn/b
authorityInfoAccess = OCSP;URI:http://ocsp.cn, caIssuers;URI:http://ca.cn/ca.cer
certificatePolicies = 1.2.3.4, @policy
nameConstraints = permitted;email:bank.cn, excluded;IP:10.0.0.0/255.0.0.0
policyConstraints = requireExplicitPolicy:2, inhibitPolicyMapping:0
policyMappings = 1.2.3.4:1.2.3.5
inhibitAnyPolicy = 1
tlsfeature = status_request
noCheck = ignored
nsCertType = client, emailCA
nsComment = made for a test
1.2.156.10260.4.1.1 = ASN1:PRINTABLESTRING:110101199001011234
1.2.3.99 = ASN1:INTEGER:7
2.5.29.9 = DER:30:05:00
[name]
CN = Li
[policy]
policyIdentifier = 1.2.3.6
CPS.1 = https://cps.cn/
userNotice.1 = @notice
[notice]
explicitText = UTF8:说明
`;

const expected: Readonly<Record<string, readonly [name: string | null, critical: boolean, values: readonly string[]]>> =
  {
    '2.5.29.19': ['basicConstraints', true, ['CA:TRUE', 'pathlen:3']],
    '2.5.29.15': [
      'keyUsage',
      true,
      ['digitalSignature', 'nonRepudiation', 'keyAgreement', 'keyCertSign', 'cRLSign', 'decipherOnly'],
    ],
    '2.5.29.37': ['extKeyUsage', false, ['clientAuth', 'emailProtection', 'smartcardLogon', '1.2.3.4']],
    '2.5.29.17': [
      'subjectAltName',
      false,
      [
        'email:li@bank.cn',
        'DNS:bank.cn',
        'IP:10.0.0.1',
        'IP:2001:db8:0:0:0:0:0:1',
        'URI:https://bank.cn/',
        'RID:1.2.3',
        'DirName:CN=Li',
        'UPN:li@AD',
      ],
    ],
    '2.5.29.18': ['issuerAltName', false, ['DNS:issuer.cn']],
    '2.5.29.31': ['cRLDistributionPoints', false, ['URI:http://crl.cn/a.crl', 'URI:ldap://crl.cn/b']],
    '1.3.6.1.5.5.7.1.1': [
      'authorityInfoAccess',
      false,
      ['OCSP URI:http://ocsp.cn', 'caIssuers URI:http://ca.cn/ca.cer'],
    ],
    '2.5.29.32': ['certificatePolicies', false, ['1.2.3.4', '1.2.3.6', 'CPS https://cps.cn/', 'notice 说明']],
    '2.5.29.30': ['nameConstraints', false, ['permitted email:bank.cn', 'excluded IP:10.0.0.0/255.0.0.0']],
    '2.5.29.36': ['policyConstraints', false, ['requireExplicitPolicy:2', 'inhibitPolicyMapping:0']],
    '2.5.29.33': ['policyMappings', false, ['1.2.3.4 = 1.2.3.5']],
    '2.5.29.54': ['inhibitAnyPolicy', false, ['1']],
    '1.3.6.1.5.5.7.1.24': ['tlsFeature', false, ['5']],
    '1.3.6.1.5.5.7.48.1.5': ['ocspNoCheck', false, []],
    '2.16.840.1.113730.1.1': ['netscapeCertType', false, ['sslClient', 'smimeCA']],
    '2.16.840.1.113730.1.13': ['netscapeComment', false, ['made for a test']],
    '1.2.156.10260.4.1.1': ['identifyCode', false, ['110101199001011234']],
    '1.2.3.99': [null, false, ['#020107']],
    // Broken on purpose: five octets announced, one there.
    '2.5.29.9': ['subjectDirectoryAttributes', false, ['#300500']],
  };

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(`[L03] certificate detail equals that of OpenSSL${skipReason(missing)}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-x509-'));
    writeFileSync(join(folder, 'req.cnf'), config);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function make(newkey: readonly string[], extra: readonly string[] = []): Uint8Array {
    const out = join(folder, 'certificate.der');
    const keyOut = ['-keyout', join(folder, 'key.pem')];
    const common = ['-config', join(folder, 'req.cnf'), '-utf8', '-outform', 'DER', '-subj', '/CN=张三'];
    openssl(['req', '-x509', '-nodes', '-out', out, ...common, '-newkey', ...newkey, ...keyOut, ...extra]);
    return new Uint8Array(readFileSync(out));
  }

  it('[L03] every extension in readable lines, a broken one as hex', () => {
    const der = make(['ed25519']);
    const detail = describeCertificate(der);
    const found = Object.fromEntries(
      detail.extensions.map(({ oid, name, critical, values }) => [oid, [name, critical, values]]),
    );
    const keyId = openssl(['x509', '-inform', 'DER', '-noout', '-ext', 'subjectKeyIdentifier'], der)
      .toString()
      .split('\n')[1]
      ?.trim();
    expect(found).toEqual({
      ...expected,
      '2.5.29.14': ['subjectKeyIdentifier', false, [keyId?.replaceAll(':', '').toLowerCase()]],
    });
    expect(detail).toMatchObject({
      version: 3,
      keyUsage: expected['2.5.29.15']?.[2],
      extendedKeyUsage: expected['2.5.29.37']?.[2],
      subjectAlternativeNames: expected['2.5.29.17']?.[2],
    });
  });

  it.each([
    ['RSA', ['rsa:2048'], []],
    ['RSA with SHA-512', ['rsa:2048'], ['-sha512']],
    ['EC', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-sha384']],
    ['Ed25519', ['ed25519'], []],
    ['Ed448', ['ed448'], []],
    ['SM2', ['sm2'], ['-sm3']],
  ])('[L03] signature algorithm and fingerprints: %s', (_, newkey, extra) => {
    const der = make(newkey, extra);
    const detail = describeCertificate(der);
    const text = openssl(['x509', '-inform', 'DER', '-noout', '-text'], der).toString();
    const name = /Signature Algorithm: (\S+)/.exec(text)?.[1] ?? '';
    expect(detail.signatureAlgorithm.toLowerCase()).toBe(name.toLowerCase());
    for (const kind of ['sha1', 'sha256'] as const) {
      const print = openssl(['x509', '-inform', 'DER', '-noout', '-fingerprint', `-${kind}`], der).toString();
      expect(detail.fingerprints[kind]).toBe(print.split('=')[1]?.trim().replaceAll(':', '').toLowerCase());
    }
  });

  it('[L03] names the hash of RSASSA-PSS', () => {
    const pss = ['-sigopt', 'rsa_padding_mode:pss'];
    expect(describeCertificate(make(['rsa:2048'], [...pss, '-sha384'])).signatureAlgorithm).toBe(
      'RSASSA-PSS with SHA-384',
    );
    expect(describeCertificate(make(['rsa:2048'], [...pss, '-sha1'])).signatureAlgorithm).toBe('RSASSA-PSS with SHA-1');
  });

  it('[L03] version 1 without extensions', () => {
    writeFileSync(join(folder, 'v1.cnf'), '[req]\ndistinguished_name = dn\n[dn]\n');
    const der = make(['ed25519'], ['-x509v1', '-config', join(folder, 'v1.cnf')]);
    expect(describeCertificate(der)).toMatchObject({ version: 1, extensions: [], keyUsage: [] });
  });
});
