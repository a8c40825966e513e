import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { downloadedFrom } from '../imports/download-origin.ts';
import { inspectInChild } from '../imports/inspect-in-child.ts';
import { wipeKeys } from '../imports/drafts.ts';
import { reportOf } from '../imports/inspection-report.ts';
import { readCertificateFile } from '../imports/read-file.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { FoundPath } from '../processes/scan/scan-protocol.ts';
import type { FoundEntry } from './found-table.ts';

/** Larger files are told and not read. */
export const maxFoundBytes = 64 * 1024 * 1024;

/** The file as it is now. Errors: `file-unreadable`, `file-too-large`. */
export async function readFound({ path, octets }: FoundPath): Promise<Uint8Array> {
  const place = octets === null ? path : Buffer.from(octets);
  return readCertificateFile(place, { maxBytes: maxFoundBytes, pipes: false });
}

/**
 * What a found file holds; null when it is nothing of this field after all, or has gone since. Its keys are wiped: an
 * import reads it once more.
 */
export async function inspectFound(
  parse: ParseClient,
  found: FoundPath,
  signal: AbortSignal,
): Promise<FoundEntry | null> {
  const entry = {
    paths: [found],
    copies: 1,
    fileName: basename(found.path),
    downloadedFrom: await downloadedFrom(found.path),
  };
  if (found.sha256 === null) return { ...entry, id: idOfLarge(found), report: null };
  try {
    const inspection = await inspectInChild(parse, await readFound(found), null, signal);
    wipeKeys(inspection);
    const report = reportOf(found.path, inspection);
    if (report.diagnosis.code === 'not-a-certificate-file') return null;
    const holds = report.certificates.length + report.keys.length + (report.requests ?? []).length;
    // A revocation list and nothing else.
    if (report.diagnosis.code === 'opened' && holds + (report.unopenedKeys ?? []).length === 0) return null;
    return { ...entry, id: found.sha256, report };
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-unreadable') return null;
    throw error;
  }
}

/** The content of such a file is not read: it goes by its place. */
function idOfLarge({ path, bytes }: FoundPath): string {
  return createHash('sha256').update(`${bytes}\0${path}`).digest('hex');
}
