// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { maxOuterBytes, passphraseName, readmeName, recoveryName } from './entry-names.ts';
import { blockBytes, paddingOf, readTarHeader } from './tar-header.ts';

/** Covers everything before `data.age`. */
export const outerHeadBytes = 3 * (maxOuterBytes + 2 * blockBytes);

/**
 * Returns the SHA-256 of passphrase.age and recovery.age, or null if `head` isn't from a backup. Equal hashes mean
 * equal secrets.
 */
export function readKeyFileHashes(head: Uint8Array): ReadonlySet<string> | null {
  const hashes = new Set<string>();
  for (let at = 0; ;) {
    const entry = at + blockBytes > head.length ? null : headerAt(head, at);
    if (entry === null || (at === 0) !== (entry.name === readmeName)) return null;
    if (entry.name !== readmeName && entry.name !== passphraseName && entry.name !== recoveryName)
      return hashes.size > 0 ? hashes : null;
    const from = at + blockBytes;
    at = from + entry.size + paddingOf(entry.size).length;
    if (entry.size > maxOuterBytes || at > head.length) return null;
    if (entry.name !== readmeName)
      hashes.add(
        createHash('sha256')
          .update(head.subarray(from, from + entry.size))
          .digest('hex'),
      );
  }
}

function headerAt(head: Uint8Array, at: number) {
  try {
    return readTarHeader(head.subarray(at, at + blockBytes));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
