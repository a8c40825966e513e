// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { errorCodes } from '../../shared/domain/errors/error-codes.ts';
import type { ErrorBody } from '../../shared/ipc/envelope.ts';

/** `part` and `value`: unchecked. */
export type ParseReplyMessage =
  | { readonly id: number; readonly part: unknown }
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorBody };

/** Null: invalid. No schema: one loads slower than a small file parses. */
export function readReply(message: unknown): ParseReplyMessage | null {
  if (!isObject(message) || !Number.isSafeInteger(message['id'])) return null;
  const id = message['id'] as number;
  const members = Object.keys(message).toSorted().join(' ');
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
