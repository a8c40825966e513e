// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Returns null if `view` is separate memory (decrypted or converted). */
export function offsetIn(file: Uint8Array, view: Uint8Array): number | null {
  if (file.buffer !== view.buffer) return null;
  const offset = view.byteOffset - file.byteOffset;
  return offset >= 0 && offset + view.length <= file.length ? offset : null;
}

/** Makes damage offsets relative to `file`, or drops them. */
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
