// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { errorCodes } from '../../shared/domain/errors/error-codes.ts';
import type { ErrorBody } from '../../shared/ipc/envelope.ts';

export type ChildRequest =
  /** `asker` is the parent's process ID. */
  | { readonly id: number; readonly asker: number; readonly operation: string; readonly input: unknown }
  /** Precedes a request whose `input.bytes` is empty. */
  | { readonly id: number; readonly total: number; readonly piece: Uint8Array };

export type ChildReply =
  | { readonly id: number; readonly begun: true }
  | { readonly id: number; readonly part: unknown }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorBody };

/** Throws `internal`. */
export function readRequest(message: unknown): ChildRequest {
  const { id, asker, operation, input, total, piece } = (message ?? {}) as Record<string, unknown>;
  if (!isCount(id)) throw new AppError('internal');
  if (piece instanceof Uint8Array && isCount(total)) return { id, total, piece };
  if (typeof operation !== 'string' || !isCount(asker)) throw new AppError('internal');
  return { id, asker, operation, input };
}

/** Returns null if invalid. Uses no schema, because loading one takes longer than parsing a small file. */
export function readReply(message: unknown): ChildReply | null {
  if (!isObject(message)) return null;
  const { id } = message;
  if (!isCount(id)) return null;
  const members = Object.keys(message).toSorted().join(' ');
  if (members === 'begun id' && message['begun'] === true) return { id, begun: true };
  if (members === 'id part') return { id, part: message['part'] };
  if (members === 'id ok value' && message['ok'] === true) return { id, ok: true, value: message['value'] };
  if (members !== 'error id ok' || message['ok'] !== false) return null;
  const error = readErrorBody(message['error']);
  return error && { id, ok: false, error };
}

function readErrorBody(error: unknown): ErrorBody | null {
  if (!isObject(error) || Object.keys(error).toSorted().join(' ') !== 'code details') return null;
  const { code, details } = error;
  if (!errorCodes.includes(code as ErrorCode) || !isObject(details)) return null;
  if (!Object.values(details).every(isDetail)) return null;
  return { code: code as ErrorCode, details: { ...details } as ErrorBody['details'] };
}

function isDetail(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
