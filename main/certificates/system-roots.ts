import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { CertificateFields } from '../x509/certificate-fields.ts';
import { readCertificateFields } from '../x509/read-certificate-fields.ts';

/**
 * The roots that the runtime ships (Mozilla's list), read once. Trusted input, so it is read in this process. The
 * person's own and the operating system's anchors come with path validation (feature V04).
 */
export function createSystemRoots(): () => readonly CertificateFields[] {
  let roots: readonly CertificateFields[] | null = null;
  return () => {
    roots ??= rootCertificates.flatMap((pem) => {
      try {
        return [readCertificateFields(new X509Certificate(pem).raw)];
      } catch {
        return [];
      }
    });
    return roots;
  };
}
