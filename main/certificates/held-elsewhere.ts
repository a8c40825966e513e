// SPDX-License-Identifier: Apache-2.0
import type { Origin } from '../../shared/schemas/certificates/certificate.ts';
import type { ListPlace } from '../../shared/schemas/certificates/list-row.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';

/** A certificate in a browser, the system store or a token, as last read. */
export interface HeldCertificate {
  readonly fields: CertificateFields;
  readonly places: readonly (ListPlace & {
    readonly hasKey: boolean | null;
    readonly hardware: string | null;
  })[];
}

/** Keyed by SHA-256. Every change creates a new object. */
export type HeldElsewhere = ReadonlyMap<string, HeldCertificate>;

export const nothingHeld: HeldElsewhere = new Map();

/** Returns rows that the vault lacks, except CAs and certificates known to have no key. */
export function rowsElsewhere(held: HeldElsewhere, inVault: ReadonlySet<string>): CertificateRow[] {
  return Array.from(held.values()).flatMap(({ fields, places }) => {
    const usable = places.find(({ hasKey, hardware }) => hasKey !== false || hardware !== null);
    if (inVault.has(fields.sha256) || usable === undefined || fields.isCa) return [];
    const { searchText: _searchText, ...row } = fields;
    const via: Origin['via'] = usable.kind === 'token' ? 'token' : 'store';
    const label = usable.hardware === null ? null : maskIdentityNumbers(usable.name);
    return [
      {
        ...row,
        friendlyName: null,
        addedAt: fields.notBefore,
        deletedAt: null,
        hasPrivateKey: false,
        watched: true,
        label: null,
        place: null,
        tags: [],
        hasNote: false,
        bankValidOn: null,
        replacedBy: null,
        origin: { via, fileName: null, path: null, downloadedFrom: null, importedAt: fields.notBefore },
        keyOnToken: label === null ? null : { label, serial: '', keyId: '', seen: usable.hasKey === true },
      },
    ];
  });
}

/**
 * Lists each place once, the vault first. If the key of a vault certificate is only on a token or in Windows, that
 * place replaces the vault.
 */
export function placesOf(row: CertificateRow, isInVault: boolean, held: HeldCertificate | undefined): ListPlace[] {
  const own: ListPlace[] = [];
  if (isInVault && row.keyOnToken !== null && !row.hasPrivateKey && !row.isCa) {
    own.push({
      kind: row.keyOnToken.serial === '' ? 'windows' : 'token',
      name: maskIdentityNumbers(row.keyOnToken.label),
    });
  } else if (isInVault) own.push({ kind: 'vault', name: '' });
  for (const { kind, name } of held?.places ?? []) {
    if (!own.some((place) => place.kind === kind && (kind === 'token' || place.name === name)))
      own.push({ kind, name });
  }
  return own;
}
