// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * Offset of `view` within `file`, or null when its octets are elsewhere (decrypted, or converted from BER): then no
 * offset of the file can be told.
 */
export function offsetIn(file: Uint8Array, view: Uint8Array): number | null {
  if (file.buffer !== view.buffer) return null;
  const offset = view.byteOffset - file.byteOffset;
  return offset >= 0 && offset + view.length <= file.length ? offset : null;
}

/** Runs `read` over `view`; offsets of damage are counted from the start of `file`, or left out. */
export function within<T>(file: Uint8Array, view: Uint8Array, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'damaged') throw error;
    const base = offsetIn(file, view);
    const { offset } = error.details;
    if (base === null || typeof offset !== 'number') throw new AppError('damaged', {}, { cause: error });
    throw new AppError('damaged', { offset: base + offset }, { cause: error });
  }
}
