// SPDX-License-Identifier: Apache-2.0
import { bundledRoots } from '../net/trusted-roots.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../x509/certificate/read-certificate-fields.ts';

export interface SystemRoot extends CertificateFields {
  readonly der: Uint8Array;
}

/** The runtime's roots (Mozilla's list), read once. Trusted data, so parsed in this process. */
export function createSystemRoots(): () => readonly SystemRoot[] {
  let roots: readonly SystemRoot[] | null = null;
  return () => {
    roots ??= bundledRoots().flatMap((der) => {
      try {
        return [{ ...readCertificateFields(der), der }];
      } catch {
        return [];
      }
    });
    return roots;
  };
}
