// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';

export const pieceBytes = 256 * 1024;

export interface IncomingBytes {
  /** Throws `internal` if there are too many bytes. */
  add(id: number, total: number, piece: Uint8Array): void;
  /** Returns the bytes once, otherwise null. Throws `internal` if incomplete. */
  take(id: number): Uint8Array | null;
}

/** Keeps one request's pieces. A new request discards them. */
export function createIncomingBytes(maxBytes: number): IncomingBytes {
  let current: { readonly id: number; readonly whole: Uint8Array; filled: number } | null = null;
  return {
    add(id, total, piece) {
      if (total > maxBytes) throw new AppError('internal');
      if (current?.id !== id) current = { id, whole: new Uint8Array(total), filled: 0 };
      if (current.filled + piece.length > current.whole.length) throw new AppError('internal');
      current.whole.set(piece, current.filled);
      current.filled += piece.length;
    },
    take(id) {
      if (current?.id !== id) return null;
      const { whole, filled } = current;
      current = null;
      if (filled !== whole.length) throw new AppError('internal');
      return whole;
    },
  };
}
