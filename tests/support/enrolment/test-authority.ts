// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl, sm2Signing, sm2Verifying } from '../openssl/openssl.ts';

export interface IssueOptions {
  readonly days?: number;
  /** Replaces the requested subject, in openssl form: `/CN=x`. */
  readonly subject?: string;
  /** In the format of `openssl x509 -not_before`. Replaces `days`. */
  readonly dates?: readonly [notBefore: string, notAfter: string];
  /** Extended key usages in openssl form; none by default. */
  readonly usage?: string;
  /** PEM file of a key that replaces the requested one. */
  readonly publicKey?: string;
  /** Key usages in openssl form; `digitalSignature` by default. */
  readonly keyUsage?: string;
}

/** A CA made with openssl alone. It signs any CSR. */
export interface TestAuthority {
  readonly certificate: string;
  /** Returns the path of the new certificate in PEM. */
  issue(csr: string, name: string, options?: IssueOptions): string;
  /** Returns the path of a DER p7b with the certificate and the CA's. */
  p7b(pem: string): string;
  der(pem: string): string;
  /** Path of a PKCS#12 file without a key, as some CAs send. */
  p12WithoutKey(pem: string, password: string): string;
}

export interface AuthorityOptions {
  readonly subject?: string;
  /** False omits the subject key identifier, so that the CA can be mistaken for another of the same name. */
  readonly keyId?: boolean;
  readonly algorithm?: 'sm2';
  /** For the CA's own certificate, as in `IssueOptions`. */
  readonly dates?: readonly [notBefore: string, notAfter: string];
}

export function testAuthority(
  folder: string,
  { subject = '/CN=Test CA/O=测试机构', keyId = true, algorithm, dates }: AuthorityOptions = {},
): TestAuthority {
  const own = join(folder, `authority-${crypto.randomUUID().slice(0, 8)}`);
  mkdirSync(own);
  const at = (name: string): string => join(own, name);
  const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  if (!keyId) ca.push('-addext', 'subjectKeyIdentifier=none', '-addext', 'authorityKeyIdentifier=none');
  const fresh = algorithm === undefined ? ['rsa:2048'] : ['sm2', '-sm3', ...sm2Signing];
  const by = algorithm === undefined ? [] : ['-sm3', ...sm2Signing, ...sm2Verifying];
  const made = ['-utf8', '-x509', '-newkey', ...fresh, '-nodes', '-keyout', at('ca.key'), '-out', at('ca.pem')];
  const valid = dates ? ['-not_before', dates[0], '-not_after', dates[1]] : ['-days', '3650'];
  openssl(['req', ...made, ...valid, '-subj', subject, ...ca]);
  return {
    certificate: at('ca.pem'),
    issue(csr, name, { days = 365, subject: other, dates, usage, publicKey, keyUsage = 'digitalSignature' } = {}) {
      const extensions = `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,${keyUsage}\n`;
      const out = at(`${name}.pem`);
      writeFileSync(at('ext'), usage === undefined ? extensions : `${extensions}extendedKeyUsage=${usage}\n`);
      const from = ['x509', '-req', '-in', csr, '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
      const until = dates ? ['-not_before', dates[0], '-not_after', dates[1]] : ['-days', String(days)];
      if (publicKey !== undefined) until.push('-force_pubkey', publicKey);
      // Take the subject from a separate request, and force the key of the original one.
      if (other !== undefined) {
        openssl(['req', '-in', csr, '-pubkey', '-noout', '-out', at('pub')]);
        const sham = ['-utf8', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
        openssl(['req', ...sham, '-keyout', at('sham.key'), '-subj', other, '-out', at('sham.csr')]);
        from[3] = at('sham.csr');
        until.push('-force_pubkey', at('pub'));
      }
      openssl([...from, ...until, ...by, '-extfile', at('ext'), '-out', out]);
      return out;
    },
    p7b(pem) {
      const out = `${pem}.p7b`;
      const files = ['-certfile', pem, '-certfile', at('ca.pem')];
      openssl(['crl2pkcs7', '-nocrl', ...files, '-outform', 'DER', '-out', out]);
      return out;
    },
    der(pem) {
      openssl(['x509', '-in', pem, '-outform', 'DER', '-out', `${pem}.cer`]);
      return `${pem}.cer`;
    },
    p12WithoutKey(pem, password) {
      const out = `${pem}.p12`;
      openssl(['pkcs12', '-export', '-nokeys', '-in', pem, '-passout', `pass:${password}`, '-out', out]);
      return out;
    },
  };
}
