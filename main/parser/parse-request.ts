// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';

export type ParseRequest =
  | { readonly id: number; readonly operation: string; readonly input: unknown }
  /** Before an `inspect` with empty `bytes` (incoming-bytes.ts). */
  | { readonly id: number; readonly total: number; readonly piece: Uint8Array };

/** Throws `internal`. */
export function readRequest(message: unknown): ParseRequest {
  const { id, operation, input, total, piece } = (message ?? {}) as Record<string, unknown>;
  if (!Number.isSafeInteger(id)) throw new AppError('internal');
  if (piece instanceof Uint8Array && Number.isSafeInteger(total) && (total as number) >= 0) {
    return { id: id as number, total: total as number, piece };
  }
  if (typeof operation !== 'string') throw new AppError('internal');
  return { id: id as number, operation, input };
}
