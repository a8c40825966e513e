// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { openssl } from '../../../support/openssl/openssl.ts';

const day = 24 * 60 * 60 * 1000;

export interface IssuedOptions {
  /** OpenSSL's form, `/CN=…`. */
  readonly subject: string;
  readonly issuer: Pick<IdentityFiles, 'certificate' | 'key'>;
  /** Days from now; may be negative and fractional. */
  readonly from: number;
  readonly until: number;
  readonly password?: string;
}

/** A CA-issued personal certificate, with its key and the CA certificate in a PKCS#12 file, made by OpenSSL. */
export function issueIdentity(folder: string, name: string, options: IssuedOptions): IdentityFiles {
  const { p12, certificate, key } = filesOf(folder, name);
  const password = options.password ?? 'correct horse';
  const request = path.join(folder, `${name}.csr`);
  const extensions = path.join(folder, `${name}.ext`);
  const secret = path.join(folder, `${name}.password`);
  writeFileSync(
    extensions,
    'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n' +
      'extendedKeyUsage=clientAuth,emailProtection\nsubjectAltName=email:zhangsan@bank.example\n',
  );
  writeFileSync(secret, password, { mode: 0o600 });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  openssl(['req', '-new', ...newKey, '-utf8', '-subj', options.subject, '-out', request]);
  const issuer = ['-CA', options.issuer.certificate, '-CAkey', options.issuer.key];
  const times = ['-not_before', timeOf(options.from), '-not_after', timeOf(options.until)];
  openssl(['x509', '-req', '-in', request, ...issuer, ...times, '-extfile', extensions, '-out', certificate]);
  const contents = ['-in', certificate, '-inkey', key, '-certfile', options.issuer.certificate];
  openssl(['pkcs12', '-export', ...contents, '-passout', `file:${secret}`, '-out', p12]);
  const print = openssl(['x509', '-in', certificate, '-noout', '-fingerprint', '-sha256']).toString();
  const sha256 = print.split('=')[1]?.trim().replaceAll(':', '').toLowerCase() ?? '';
  return { p12, certificate, key, sha256, password };
}

export function filesOf(folder: string, name: string) {
  const at = (extension: string) => path.join(folder, `${name}.${extension}`);
  return { p12: at('p12'), certificate: at('pem'), key: at('key') };
}

/** ASN.1 GeneralizedTime for OpenSSL's options. */
function timeOf(days: number): string {
  return `${new Date(Date.now() + days * day).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
}

/** Files that don't open, or open slowly. */
export interface TroubleFiles {
  /** Cut at 60 %. */
  readonly truncated: string;
  readonly notACertificate: string;
  /** Camellia, which we can't decrypt. */
  readonly camellia: string;
  /** Only one encrypted part: a wrong password is indistinguishable from damage. */
  readonly onePart: string;
  /** Three million iterations: seconds on a fast machine, under a minute on a slow one. */
  readonly slow: string;
  readonly password: string;
}

export function makeTroubleFiles(folder: string): TroubleFiles {
  const password = 'correct horse';
  const make = (name: string, exportOptions: string[]) =>
    makeIdentityFiles(folder, name, { subject: `/CN=${name}`, password, exportOptions }).p12;
  const camellia = ['-keypbe', 'CAMELLIA-256-CBC', '-certpbe', 'CAMELLIA-256-CBC'];
  const plain = make('plain', []);
  const truncated = path.join(folder, 'truncated.p12');
  const bytes = readFileSync(plain);
  writeFileSync(truncated, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  const notACertificate = path.join(folder, '对账单.pfx');
  writeFileSync(notACertificate, '%PDF-1.7 an account statement with a wrong name');
  return {
    truncated,
    notACertificate,
    camellia: make('camellia', camellia),
    onePart: make('certificates-only', ['-nokeys']),
    slow: make('slow', ['-iter', '3000000']),
    password,
  };
}
