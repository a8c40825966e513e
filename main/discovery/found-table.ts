// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { statusOf } from '../../shared/domain/certificates/certificate-status.ts';
import type { FoundFile, FoundState } from '../../shared/schemas/certificates/found-file.ts';
import type { InspectionReport } from '../../shared/schemas/certificates/inspection.ts';
import { downloadedFrom } from '../imports/download-origin.ts';
import type { FoundPath } from './child/scan-protocol.ts';
import type { Vault } from '../vault/vault.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';

export interface FoundEntry {
  readonly id: string;
  /** In alphabetical order, at most `maxPaths`. */
  readonly paths: FoundPath[];
  copies: number;
  readonly downloadedFrom: string | null;
  /** Replaced once a password opens the file. */
  report: InspectionReport | null;
}

const maxPaths = 20;
const maxCertificates = 50;

/** A file too large to read is identified by its size and path. */
export async function entryOf(found: FoundPath): Promise<FoundEntry> {
  return {
    id: found.sha256 ?? createHash('sha256').update(`${found.bytes}\0${found.path}`).digest('hex'),
    paths: [found],
    copies: 1,
    downloadedFrom: await downloadedFrom(found.path),
    report: found.report,
  };
}

/** Keeps the order: the threads of the search find copies in any order. */
export function addCopy(entry: FoundEntry, found: FoundPath): void {
  entry.copies += 1;
  const { paths } = entry;
  const after = paths.findIndex(({ path }) => path > found.path);
  paths.splice(after === -1 ? paths.length : after, 0, found);
  paths.length = Math.min(paths.length, maxPaths);
}

export function fileNameOf({ paths }: FoundEntry): string {
  return basename(paths[0]?.path ?? '');
}

export function rowOf(entry: FoundEntry, vault: Vault | null, now: Date): FoundFile {
  const { report } = entry;
  const first = entry.paths[0] as FoundPath;
  const certificates = report?.certificates ?? [];
  const known = new Set(vault?.knownOf(certificates.map(({ sha256 }) => sha256)));
  return {
    id: entry.id,
    paths: entry.paths.map(({ path }) => maskIdentityNumbers(path)),
    copies: entry.copies,
    fileName: maskIdentityNumbers(fileNameOf(entry)),
    bytes: first.bytes,
    modifiedAt: new Date(first.modifiedMs).toISOString(),
    downloadedFrom: entry.downloadedFrom,
    kind: report?.kind ?? 'unknown',
    state: stateOf(report, known, vault),
    certificates: certificates.slice(0, maxCertificates).map((certificate) => ({
      sha256: certificate.sha256,
      displayName: maskIdentityNumbers(certificate.displayName),
      issuerName: maskIdentityNumbers(certificate.issuerName),
      notAfter: certificate.notAfter,
      status: statusOf({ ...certificate, revoked: false, superseded: false }, now),
      isCa: certificate.isCa,
      inVault: known.has(certificate.sha256),
    })),
    certificateCount: certificates.length,
    holdsKeys: holdsKeys(report),
    diagnosis: report === null ? 'limit-exceeded' : report.diagnosis.code === 'opened' ? null : report.diagnosis.code,
  };
}

function stateOf(report: InspectionReport | null, known: ReadonlySet<string>, vault: Vault | null): FoundState {
  const code = report?.diagnosis.code;
  if (code === 'needs-password' || code === 'wrong-password') return 'needs-password';
  if (report === null || code !== 'opened') return 'not-read';
  const allKnown = report.certificates.every(({ sha256 }) => known.has(sha256));
  const keys = report.keys.flatMap(({ spkiSha256 }) => spkiSha256 ?? []);
  const keysKnown = keys.every((spkiSha256) => vault?.usesKey(spkiSha256) === true);
  return allKnown && keysKnown && report.certificates.length + keys.length > 0 ? 'known' : 'new';
}

function holdsKeys(report: InspectionReport | null): boolean {
  if (report === null) return false;
  // A locked PKCS#12 file counts as having a key.
  const shut = report.kind === 'pkcs12' && report.diagnosis.code === 'needs-password';
  return shut || report.keys.length > 0 || (report.unopenedKeys ?? []).length > 0;
}

const order: Readonly<Record<FoundState, number>> = { new: 0, 'needs-password': 1, known: 2, 'not-read': 3 };

export function compareRows(a: FoundFile, b: FoundFile): number {
  if (a.holdsKeys !== b.holdsKeys && a.state !== 'known' && b.state !== 'known') return a.holdsKeys ? -1 : 1;
  return order[a.state] - order[b.state] || (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : 0);
}

export function mayHold(report: InspectionReport | null, sha256: string | null): boolean {
  if (sha256 === null || report === null) return true;
  if (report.certificates.some((certificate) => certificate.sha256 === sha256)) return true;
  return report.diagnosis.code === 'needs-password' && report.kind !== 'pkcs8';
}
