// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ByteReader } from './byte-reader.ts';
import { maxEntries, readEntryName, type EntryKind } from './entry-names.ts';
import { blockBytes, paddingOf, readTarHeader } from './tar-header.ts';

export interface InnerEntry {
  readonly kind: EntryKind;
  readonly id: string;
  /** Valid until the next entry is requested. */
  readonly content: Uint8Array;
  /** SHA-256 (lower-case hex) and size of all data before this header. Set only for the manifest. */
  readonly before: { readonly sha256: string; readonly bytes: number } | null;
}

/**
 * Accepts only the canonical form: known unique names, one timestamp, manifest last. Errors: `damaged`,
 * `limit-exceeded`.
 */
export async function* readInnerTar(bytes: ByteReader): AsyncGenerator<InnerEntry> {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  let time: number | null = null;
  let total = 0;
  let ended = false;
  for (;;) {
    const block = await bytes.take(blockBytes);
    const header = readTarHeader(block);
    if (header === null) break;
    time ??= header.time;
    if (ended || header.time !== time || seen.has(header.name)) throw new AppError('damaged', { what: 'archive' });
    if (seen.size >= maxEntries) throw new AppError('limit-exceeded', { limit: 'entries' });
    seen.add(header.name);
    const { kind, id } = readEntryName(header.name, header.size);
    ended = kind === 'manifest';
    const before = ended ? { sha256: hash.digest('hex'), bytes: total } : null;
    if (!ended) hash.update(block);
    const content = await bytes.take(header.size);
    if (!ended) hash.update(content);
    yield { kind, id, content, before };
    const padding = await bytes.take(paddingOf(header.size).length);
    if (!padding.every((octet) => octet === 0)) throw new AppError('damaged', { what: 'archive' });
    if (!ended) hash.update(padding);
    total += block.length + header.size + padding.length;
  }
  const rest = await bytes.take(blockBytes);
  if (!ended || !rest.every((octet) => octet === 0) || !(await bytes.atEnd())) {
    throw new AppError('damaged', { what: 'archive' });
  }
}
