// SPDX-License-Identifier: Apache-2.0
import { getCACertificates } from 'node:tls';

/** PEM: runtime, system (company CAs), NODE_EXTRA_CA_CERTS. */
export function trustedRoots(): string[] {
  return (['bundled', 'system', 'extra'] as const).flatMap((kind) => {
    try {
      return getCACertificates(kind);
    } catch {
      return [];
    }
  });
}
