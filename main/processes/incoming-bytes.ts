// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';

/** A file goes to the child in pieces, so that neither side holds it a second time as one message. */
export const pieceBytes = 256 * 1024;

export interface IncomingBytes {
  /** `total`: octets of the whole file. Throws `internal` when the pieces do not fit it. */
  add(id: number, total: number, piece: Uint8Array): void;
  /** The whole file of a request, once; null when no piece came ahead of it. Throws `internal` when some are missing. */
  take(id: number): Uint8Array | null;
}

/** In the child. A new request's pieces take the place of one that was never asked for. */
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
      // What the pieces were received in lies outside the heap, where V8 would let 64 MiB of it pile up.
      globalThis.gc?.();
      return whole;
    },
  };
}
