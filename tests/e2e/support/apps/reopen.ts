// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** OpenSSL reads the app's output. Secrets go through files, never argv. */
function run(args: readonly string[], input?: string): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe', ...(input !== undefined && { input }) });
}

/** Public key (PEM) of the private key in a PKCS#12 file; throws for a wrong password. */
export function publicKeyInPkcs12(file: string, password: string, legacy: boolean): string {
  const secret = `${file}.password`;
  writeFileSync(secret, password, { mode: 0o600 });
  const args = ['pkcs12', '-in', file, '-nodes', '-nocerts', '-passin', `file:${secret}`];
  return run(['pkey', '-pubout'], run(legacy ? [...args, '-legacy'] : args));
}

export function pkcs12Algorithms(file: string, password: string): string {
  const secret = `${file}.password`;
  writeFileSync(secret, password, { mode: 0o600 });
  const args = ['-c', 'openssl pkcs12 -in "$0" -info -noout -legacy -passin "file:$1" 2>&1', file, secret];
  return execFileSync('sh', args, { encoding: 'utf8' });
}

export function publicKeyOfCertificate(file: string): string {
  return run(['x509', '-in', file, '-noout', '-pubkey']);
}

/** SHA-256, as 64 lower-case hex digits. */
export function fingerprintOfPem(file: string): string {
  const [, print = ''] = run(['x509', '-in', file, '-noout', '-fingerprint', '-sha256']).split('=');
  return print.trim().replaceAll(':', '').toLowerCase();
}

/** The certificates of a p7b file as PEM. */
export function certificatesInPkcs7(file: string): string {
  return run(['pkcs7', '-inform', 'DER', '-in', file, '-print_certs']);
}
