// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCertificate } from '../../../main/x509/certificate/certificate-detail.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { describedExtensions, everyExtension } from '../../support/x509/every-extension.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(`[L03] certificate detail equals that of OpenSSL${skipReason(missing)}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-x509-'));
    writeFileSync(join(folder, 'req.cnf'), everyExtension);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function make(newkey: readonly string[], extra: readonly string[] = []): Uint8Array {
    const out = join(folder, 'certificate.der');
    const keyOut = ['-keyout', join(folder, 'key.pem')];
    const common = ['-config', join(folder, 'req.cnf'), '-utf8', '-outform', 'DER', '-subj', '/CN=张三'];
    openssl(['req', '-x509', '-nodes', '-out', out, ...common, '-newkey', ...newkey, ...keyOut, ...extra]);
    return new Uint8Array(readFileSync(out));
  }

  it('[L03] describes every extension in readable lines, and a broken one as hex', () => {
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
      ...describedExtensions,
      '2.5.29.14': ['subjectKeyIdentifier', false, [keyId?.replaceAll(':', '').toLowerCase()]],
    });
    expect(detail).toMatchObject({
      version: 3,
      keyUsage: describedExtensions['2.5.29.15']?.[2],
      extendedKeyUsage: describedExtensions['2.5.29.37']?.[2],
      subjectAlternativeNames: describedExtensions['2.5.29.17']?.[2],
    });
  });

  it.each([
    ['RSA', ['rsa:2048'], []],
    ['RSA with SHA-512', ['rsa:2048'], ['-sha512']],
    ['EC', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-sha384']],
    ['Ed25519', ['ed25519'], []],
    ['Ed448', ['ed448'], []],
    ['SM2', ['sm2'], ['-sm3']],
  ])('[L03] reads the signature algorithm and fingerprints: %s', (_, newkey, extra) => {
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

  it('[L03] reads a version 1 certificate without extensions', () => {
    writeFileSync(join(folder, 'v1.cnf'), '[req]\ndistinguished_name = dn\n[dn]\n');
    const der = make(['ed25519'], ['-x509v1', '-config', join(folder, 'v1.cnf')]);
    expect(describeCertificate(der)).toMatchObject({ version: 1, extensions: [], keyUsage: [] });
  });
});
