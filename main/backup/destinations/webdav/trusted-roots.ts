// SPDX-License-Identifier: Apache-2.0
import { getCACertificates } from 'node:tls';

/** PEM: the runtime's roots, the system's, where a company's own authority stands, and those of NODE_EXTRA_CA_CERTS. */
export function trustedRoots(): string[] {
  return (['bundled', 'system', 'extra'] as const).flatMap((kind) => {
    try {
      return getCACertificates(kind);
    } catch {
      return [];
    }
  });
}
