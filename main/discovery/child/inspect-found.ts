// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { inspectBytes } from '../../formats/inspect/inspect-bytes.ts';
import { defaultLimits } from '../../formats/inspect/inspection.ts';
import { reportOf } from '../../formats/inspect/inspection-report.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';

/** The file may have been replaced by a pipe or link. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

const maxKnown = 50_000;

export class FoundInspector {
  readonly #known: Map<string, 'reported' | 'irrelevant'>;
  readonly #begins: (sha256: string) => void;

  constructor(known: readonly string[], begins: (sha256: string) => void) {
    this.#known = new Map(known.map((sha256) => [sha256, 'reported']));
    this.#begins = begins;
  }

  /** Returns null if the file is irrelevant or unreadable. Zeroes keys. */
  async inspect(path: ScanPath): Promise<FoundPath | null> {
    const read = readFound(path);
    if (read === null) return null;
    const { content, ...place } = read;
    if (content === null) return { ...place, sha256: null, report: null };
    const sha256 = hash('sha256', content, 'hex');
    const known = this.#known.get(sha256);
    if (known === 'irrelevant') return null;
    if (known === 'reported') return { ...place, sha256, report: null };
    this.#begins(sha256);
    const report = await reportOn(content, place.path);
    if (this.#known.size < maxKnown) this.#known.set(sha256, report === null ? 'irrelevant' : 'reported');
    return report === null ? null : { ...place, sha256, report };
  }
}

type Place = Pick<FoundPath, 'path' | 'octets' | 'bytes' | 'modifiedMs'>;

function readFound(path: ScanPath): (Place & { readonly content: Buffer | null }) | null {
  const place = openable(path);
  try {
    const descriptor = openSync(place, flags);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return null;
      return {
        path: shown(path),
        octets: path.raw ? (place as Buffer) : null,
        bytes: stats.size,
        modifiedMs: stats.mtimeMs,
        content: stats.size > defaultLimits.maxBytes ? null : contentOf(descriptor, stats.size),
      };
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

function contentOf(descriptor: number, size: number): Buffer {
  const content = Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const more = readSync(descriptor, content, length, size - length, length);
    if (more === 0) break;
    length += more;
  }
  return content.subarray(0, length);
}

async function reportOn(content: Buffer, path: string): Promise<InspectionReport | null> {
  const inspection = await inspectBytes(content, { password: null });
  content.fill(0);
  for (const { pkcs8 } of inspection.keys) pkcs8.fill(0);
  const report = reportOf(path, inspection);
  if (report.diagnosis.code === 'not-a-certificate-file') return null;
  const holds = report.certificates.length + report.keys.length + (report.requests ?? []).length;
  if (report.diagnosis.code === 'opened' && holds + (report.unopenedKeys ?? []).length === 0) return null;
  return report;
}
