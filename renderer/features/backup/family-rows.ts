// SPDX-License-Identifier: Apache-2.0
import { institutionOf } from '../../../shared/domain/certificates/bank-of.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import type { InventoryRow } from '../../../shared/schemas/store.ts';

export interface FamilyRow {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly notAfter: string;
  readonly usbKey: string | null;
  readonly bank: HeldProfile | null;
}

/** Soonest expiry first. Adds certificates found only on connected USB keys. */
export function familyRows(
  rows: readonly RenewalRow[],
  inStores: readonly InventoryRow[],
  profiles: readonly HeldProfile[],
): readonly FamilyRow[] {
  const keyOf = (sha256: string | null): string | null => {
    const places = inStores.find((row) => row.sha256 === sha256)?.places ?? [];
    return places.find(({ storeKind }) => storeKind === 'token')?.storeName ?? null;
  };
  const listed = rows.map((row): FamilyRow => {
    if (row.kind === 'entry') {
      const { id, sha256, name, notAfter, place } = row.entry;
      return { id, name, place: place ?? '', notAfter, usbKey: keyOf(sha256), bank: null };
    }
    const { sha256, displayName, place, notAfter, subject, issuer, issuerName, keyOnToken } = row.certificate;
    return {
      id: sha256,
      name: displayName,
      place: place ?? row.authority?.name ?? institutionOf(subject, issuer) ?? issuerName,
      notAfter,
      usbKey: keyOnToken?.label || keyOf(sha256),
      bank: profiles.find(({ id }) => id === row.authority?.profileId) ?? null,
    };
  });
  const onKeys = inStores.flatMap((row): FamilyRow[] => {
    const { sha256, displayName: name, subject, issuer, issuerName, notAfter } = row;
    const place = institutionOf(subject, issuer) ?? issuerName;
    const usbKey = keyOf(sha256);
    const isListed = row.inVault || row.watched || row.isCa || usbKey === null;
    return isListed ? [] : [{ id: sha256, name, place, notAfter, usbKey, bank: null }];
  });
  return [...listed, ...onKeys].toSorted((one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter));
}
