// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';

/** Throws unless it holds the certificate and its key. */
export function proveWithOpenssl(file: string, password: string, sha256: string): string {
  const openssl = (argv: readonly string[], input: string): string | null => {
    const run = spawnSync('openssl', argv, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
    if (run.error) return null;
    if (run.status !== 0) throw new Error(`openssl ${argv[0] ?? ''} refused the exported file`);
    return run.stdout;
  };
  const pem = openssl(['pkcs12', '-in', file, '-passin', 'stdin', '-nodes', '-clcerts'], `${password}\n`);
  if (pem === null) return 'openssl is not on this machine: not checked';
  const fingerprint = openssl(['x509', '-noout', '-fingerprint', '-sha256'], pem) ?? '';
  if (!fingerprint.replaceAll(':', '').toLowerCase().includes(sha256)) throw new Error('another certificate came out');
  const ofKey = openssl(['pkey', '-pubout'], pem);
  const ofCertificate = openssl(['x509', '-noout', '-pubkey'], pem);
  if (ofKey !== ofCertificate) throw new Error('the exported key does not belong to the certificate');
  return `certificate ${sha256.slice(0, 16)}… and its key`;
}
