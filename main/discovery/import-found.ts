// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import type { ImportOutcome, ImportsService } from '../imports/imports-service.ts';
import type { FoundPath } from './child/scan-protocol.ts';
import { fileNameOf, type FoundEntry } from './found-table.ts';
import { readCertificateFile } from '../imports/read-file.ts';

/** Reads the first copy unchanged since the search. Errors: `file-unreadable`, `file-too-large`, `limit-exceeded`. */
export async function draftOf(imports: ImportsService, entry: FoundEntry): Promise<string> {
  if (entry.report === null) throw new AppError('file-too-large', { bytes: entry.paths[0]?.bytes ?? 0 });
  let failure: unknown = null;
  for (const found of entry.paths) {
    try {
      const bytes = await readFound(found);
      if (hash('sha256', bytes, 'hex') !== entry.id) throw changed(found);
      const origin = { fileName: fileNameOf(entry), path: found.path, downloadedFrom: entry.downloadedFrom };
      return imports.addBytes(bytes, { via: 'scan', ...origin });
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function changed({ path }: FoundPath): AppError {
  return new AppError('file-unreadable', { file: path, cause: 'changed' });
}

export interface ImportFoundOptions {
  readonly candidates?: readonly string[];
  beforeCommit?(): Promise<void>;
  readonly signal?: AbortSignal;
  readonly batch?: string;
}

/** Errors: a diagnosis code, those of `draftOf`, `inspectWithCandidates`, `beforeCommit` and `commit`. */
export async function importFound(
  imports: ImportsService,
  entry: FoundEntry,
  { candidates = [], beforeCommit, signal, batch }: ImportFoundOptions,
): Promise<ImportOutcome> {
  const draftId = await draftOf(imports, entry);
  try {
    const { report } = await imports.inspectWithCandidates(draftId, candidates, signal);
    const { code } = report.diagnosis;
    if (code !== 'opened') throw new AppError(code satisfies ErrorCode);
    entry.report = report;
    if (report.certificates.length + report.keys.length === 0) throw new AppError('not-a-certificate-file');
    await beforeCommit?.();
    return await imports.commit(draftId, { batch });
  } finally {
    imports.discard({ draftId });
  }
}

/** Larger files are listed, but can't be imported. */
const maxFoundBytes = 64 * 1024 * 1024;

/** Keeps the report if one of `candidates` opens the file. */
export async function openFound(
  imports: ImportsService,
  entry: FoundEntry,
  { candidates = [], signal }: ImportFoundOptions,
): Promise<void> {
  const draftId = await draftOf(imports, entry);
  try {
    const { report } = await imports.inspectWithCandidates(draftId, candidates, signal);
    if (report.diagnosis.code === 'opened') entry.report = report;
  } finally {
    imports.discard({ draftId });
  }
}

async function readFound({ path, octets }: FoundPath): Promise<Uint8Array> {
  const place = octets === null ? path : Buffer.from(octets);
  return readCertificateFile(place, { maxBytes: maxFoundBytes, pipes: false });
}
