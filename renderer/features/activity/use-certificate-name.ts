// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { create } from 'zustand';
import { institutionOf } from '../../../shared/domain/certificates/bank-of.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface Known {
  readonly name: string;
  readonly institution: string;
}

/** By SHA-256. Null for certificates no longer in the vault. */
type Names = Readonly<Record<string, Known | null>>;

const useNames = create<Names>()(() => ({}));

/**
 * Returns undefined while loading. Adds the bank or issuer if another certificate in the log has the same name.
 * Cached: the log may show slightly outdated names.
 */
export function useCertificateName(sha256: string): string | null | undefined {
  useEffect(() => {
    if (useNames.getState()[sha256] !== undefined) return undefined;
    let current = true;
    const ask = async () => {
      const known = await readName(sha256);
      if (current && known !== undefined) useNames.setState({ [sha256]: known });
    };
    void ask();
    return () => {
      current = false;
    };
  }, [sha256]);
  return useNames((names) => shownName(names, sha256));
}

/** Call on leaving the room, because certificates may change elsewhere. */
export function forgetCertificateNames(): void {
  useNames.setState({}, true);
}

async function readName(sha256: string): Promise<Known | null | undefined> {
  try {
    const { displayName, label, subject, issuer, issuerName } = await ipc('certificates.detail', { sha256 });
    return { name: label ?? displayName, institution: institutionOf(subject, issuer) ?? issuerName };
  } catch (thrown) {
    return toAppError(thrown).code === 'not-found' ? null : undefined;
  }
}

function shownName(names: Names, sha256: string): string | null | undefined {
  const own = names[sha256];
  if (own === undefined || own === null) return own;
  const isRepeated = Object.entries(names).some(([other, each]) => other !== sha256 && each?.name === own.name);
  return isRepeated ? `${own.name} · ${own.institution}` : own.name;
}
