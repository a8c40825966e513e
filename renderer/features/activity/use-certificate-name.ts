// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { ipc, toAppError } from '../../lib/ipc.ts';

/** Null for certificates no longer in the vault. */
const known = new Map<string, string | null>();

/** Returns undefined while loading. Cached: the log may show slightly outdated names. */
export function useCertificateName(sha256: string): string | null | undefined {
  const [name, setName] = useState(known.get(sha256));
  useEffect(() => {
    if (known.has(sha256)) return undefined;
    let current = true;
    const ask = async () => {
      try {
        const { displayName, label } = await ipc('certificates.detail', { sha256 });
        known.set(sha256, label ?? displayName);
      } catch (thrown) {
        if (toAppError(thrown).code !== 'not-found') return;
        known.set(sha256, null);
      }
      if (current) setName(known.get(sha256));
    };
    void ask();
    return () => {
      current = false;
    };
  }, [sha256]);
  return name;
}

/** Call on leaving the room, because certificates may change elsewhere. */
export function forgetCertificateNames(): void {
  known.clear();
}
