// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { dataName, passphraseName, readmeName, recoveryName } from './entry-names.ts';
import { blockBytes, paddingOf, readTarHeader } from './tar-header.ts';

/** Checks only the first two headers. Opening a backup checks the rest. */
export function bytesLookLikeBackup(head: Uint8Array): boolean {
  const first = headerAt(head, 0);
  if (first?.name !== readmeName) return false;
  const next = blockBytes + first.size + paddingOf(first.size).length;
  if (next + blockBytes > head.length) return true;
  const second = headerAt(head, next);
  return second !== null && [passphraseName, recoveryName, dataName].includes(second.name);
}

function headerAt(head: Uint8Array, at: number): ReturnType<typeof readTarHeader> {
  if (at + blockBytes > head.length) return null;
  try {
    return readTarHeader(head.subarray(at, at + blockBytes));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
