// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { create } from 'zustand';
import { institutionOf } from '../../../shared/domain/certificates/bank-of.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface Known {
  readonly name: string;
  readonly institution: string;
  /** The same for the signing and the encryption certificate of a pair. */
  readonly identity: string;
}

interface Names {
  /** By SHA-256. Null for certificates no longer in the vault. */
  readonly known: Readonly<Record<string, Known | null>>;
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>;
}

const none: Names = { known: {}, holders: new Map() };
const useNames = create<Names>()(() => none);

/** Answers that arrive within this time (ms) cause only one render. */
const batchMs = 20;
const arrived = new Map<string, Known | null>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Returns undefined while loading. Adds the bank or issuer if another certificate in the log has the same name.
 * Cached, so names can be slightly outdated.
 */
export function useCertificateName(sha256: string): string | null | undefined {
  useEffect(() => {
    if (useNames.getState().known[sha256] !== undefined) return undefined;
    let current = true;
    const ask = async () => {
      const known = await readName(sha256);
      if (!current || known === undefined) return;
      arrived.set(sha256, known);
      timer ??= setTimeout(addArrived, batchMs);
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
  clearTimeout(timer);
  timer = undefined;
  arrived.clear();
  useNames.setState(none);
}

function addArrived(): void {
  timer = undefined;
  const { known, holders } = useNames.getState();
  const added = new Map([...holders].map(([name, identities]) => [name, new Set(identities)]));
  for (const each of arrived.values()) {
    if (each === null) continue;
    const identities = added.get(each.name) ?? new Set();
    added.set(each.name, identities.add(each.identity));
  }
  useNames.setState({ known: { ...known, ...Object.fromEntries(arrived) }, holders: added });
  arrived.clear();
}

async function readName(sha256: string): Promise<Known | null | undefined> {
  try {
    const { displayName, label, subject, issuer, issuerName, pair } = await ipc('certificates.detail', { sha256 });
    const institution = institutionOf(subject, issuer) ?? issuerName;
    return { name: label ?? displayName, institution, identity: pair?.signing.sha256 ?? sha256 };
  } catch (thrown) {
    return toAppError(thrown).code === 'not-found' ? null : undefined;
  }
}

function shownName({ known, holders }: Names, sha256: string): string | null | undefined {
  const own = known[sha256];
  if (own === undefined || own === null) return own;
  const isRepeated = (holders.get(own.name)?.size ?? 0) > 1;
  return isRepeated ? `${own.name} · ${own.institution}` : own.name;
}
