// SPDX-License-Identifier: Apache-2.0
import { rootCertificates } from 'node:tls';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../x509/certificate/read-certificate-fields.ts';

export interface SystemRoot extends CertificateFields {
  readonly der: Uint8Array;
}

/** The runtime's (Mozilla's list), read once; trusted input, so parsed in this process. */
export function createSystemRoots(): () => readonly SystemRoot[] {
  let roots: readonly SystemRoot[] | null = null;
  return () => {
    roots ??= rootCertificates.flatMap((pem) => {
      try {
        const der = new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
        return [{ ...readCertificateFields(der), der }];
      } catch {
        return [];
      }
    });
    return roots;
  };
}
