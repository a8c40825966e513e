// SPDX-License-Identifier: Apache-2.0
import { inventoryFindings } from '../../../shared/domain/certificates/certificate-states.ts';
import { statusOf } from '../../../shared/domain/certificates/certificate-status.ts';
import type { InventoryFinding, InventoryRow, Placement } from '../../../shared/schemas/store.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { SystemRoot } from '../../certificates/system-roots.ts';
import { supersededBy } from '../../certificates/superseded.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import type { StoredProof } from '../../vault/records/installed/proof-rows.ts';
import { searchedText } from '../../vault/records/search-text.ts';
import { type ChainCertificate, indexIssuers, isChainComplete } from '../../x509/certificate/chain.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { indexProofs, type PlaceReading, placementOf } from './placements.ts';

interface FindingFacts {
  readonly places: readonly Pick<Placement, 'hasKey' | 'hardware' | 'storeKind'>[];
  readonly notAfter: string;
  readonly keyInVault: boolean;
  readonly superseded: boolean;
}

export interface InventoryEntry {
  readonly row: InventoryRow;
  readonly fields: ChainCertificate;
  readonly authority: boolean;
  readonly successor: string | null;
  readonly searched: string;
}

export interface InventoryView {
  readonly entries: readonly InventoryEntry[];
  readonly bySha256: ReadonlyMap<string, InventoryEntry>;
  readonly findings: Readonly<Record<InventoryFinding, number>>;
}

export interface InventorySources {
  readonly vaultRows: readonly CertificateRow[];
  readonly summaries: readonly CertificateSummary[];
  readonly proofs: readonly StoredProof[];
  readonly readings: readonly PlaceReading[];
  readonly systemRoots: readonly SystemRoot[];
  readonly renewals: ReadonlyMap<string, string>;
  readonly now: Date;
}

export function createInventoryView(sources: InventorySources): InventoryView {
  const { vaultRows, now } = sources;
  const inVault = new Map(vaultRows.map((row) => [row.sha256, row]));
  const summaries = new Map(sources.summaries.map((each) => [each.sha256, each]));
  const { fields, texts, places } = mergeStores(sources);
  for (const row of vaultRows) fields.set(row.sha256, row);
  const keysInVault = new Set(vaultRows.flatMap((row) => (row.hasPrivateKey ? [row.spkiSha256] : [])));
  const usable = (each: ChainCertificate): boolean =>
    keysInVault.has(each.spkiSha256) || (places.get(each.sha256) ?? []).some(({ hasKey }) => hasKey === true);
  const all = [...fields.values()];
  const successors = supersededBy(
    all.map((each) => Object.assign({}, each, { hasPrivateKey: usable(each) })),
    now,
    sources.renewals,
  );
  const issuers = indexIssuers([...all, ...sources.systemRoots]);
  const entries = all.map((each): InventoryEntry => {
    const own = places.get(each.sha256) ?? [];
    const authority = each.isCa && !usable(each);
    const keyInVault = keysInVault.has(each.spkiSha256);
    const successor = successors.get(each.sha256) ?? null;
    const superseded = successor !== null;
    const row = inVault.get(each.sha256);
    const summary = summaries.get(each.sha256);
    const status = summary?.status ?? statusOf({ ...each, superseded, revoked: false }, now);
    return {
      fields: each,
      authority,
      successor,
      searched: searchedOf(each, texts.get(each.sha256), row, own),
      row: {
        sha256: each.sha256,
        subject: each.maskedSubject,
        issuer: maskIdentityNumbers(each.issuer),
        displayName: summary?.displayName ?? each.displayName,
        issuerName: each.issuerName,
        serial: each.serial,
        notBefore: each.notBefore,
        notAfter: each.notAfter,
        status,
        chainState: summary?.chainState ?? (isChainComplete(each, issuers) ? 'complete' : 'incomplete'),
        supersededBy: summary === undefined ? successor : summary.supersededBy,
        algorithm: each.algorithm,
        isCa: each.isCa,
        inVault: row !== undefined,
        keyInVault,
        watched: row?.watched ?? false,
        loss: summary?.loss ?? null,
        places: own,
        findings: authority ? [] : findingsOf({ places: own, notAfter: each.notAfter, keyInVault, superseded }, now),
      },
    };
  });
  entries.sort((a, b) => compare(a.row.notAfter, b.row.notAfter) || compare(a.row.sha256, b.row.sha256));
  return {
    entries,
    bySha256: new Map(entries.map((entry) => [entry.row.sha256, entry])),
    findings: countFindings(entries),
  };
}

function mergeStores({ readings, proofs }: InventorySources) {
  const fields = new Map<string, ChainCertificate>();
  const texts = new Map<string, string>();
  const places = new Map<string, Placement[]>();
  const proofsOf = indexProofs(proofs);
  for (const reading of readings) {
    for (const stored of reading.certificates ?? []) {
      const { sha256 } = stored.fields;
      if (!fields.has(sha256)) fields.set(sha256, stored.fields);
      texts.set(sha256, stored.fields.searchText);
      const list = places.get(sha256) ?? [];
      list.push(placementOf(reading, stored, proofsOf));
      places.set(sha256, list);
    }
  }
  return { fields, texts, places };
}

function searchedOf(
  fields: ChainCertificate,
  text: string | undefined,
  row: CertificateRow | undefined,
  places: readonly Placement[],
): string {
  const texts = [
    row?.label,
    text,
    fields.maskedSubject,
    fields.displayName,
    row?.friendlyName,
    row?.place,
    ...(row?.tags ?? []),
    ...places.flatMap(({ storeName, nickname }) => [storeName, nickname]),
  ];
  return searchedText(texts, fields);
}

function countFindings(entries: readonly InventoryEntry[]): Record<InventoryFinding, number> {
  const counts = Object.fromEntries(inventoryFindings.map((each) => [each, 0])) as Record<InventoryFinding, number>;
  for (const { row } of entries) for (const finding of row.findings) counts[finding] += 1;
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function findingsOf({ places, notAfter, keyInVault, superseded }: FindingFacts, now: Date): InventoryFinding[] {
  const findings: InventoryFinding[] = [];
  if (places.length === 0) return findings;
  const isInstalled = places.some(({ storeKind }) => storeKind !== 'token');
  if (places.some(({ hasKey, hardware }) => hasKey === false && hardware === null)) findings.push('key-missing');
  if (isInstalled && Date.parse(notAfter) < now.getTime()) findings.push('expired-installed');
  if (isInstalled && superseded) findings.push('superseded-installed');
  // Keys on hardware cannot be copied, so they don't count.
  if (!keyInVault && places.some(({ hasKey, hardware }) => hasKey === true && hardware === null)) {
    findings.push('only-in-store');
  }
  return findings;
}
