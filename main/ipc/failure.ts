// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../shared/domain/error-codes.ts';
import { routerErrors } from '../../shared/ipc/define.ts';
import type { Envelope } from '../../shared/ipc/envelope.ts';

/**
 * Turns whatever was thrown into an envelope. A code that the call does not declare, and anything that is not an
 * AppError, becomes `internal`; the original goes to `logUnexpected` only.
 */
export function failure(
  error: unknown,
  declared: readonly ErrorCode[],
  logUnexpected: (error: unknown) => void,
): Envelope<never> {
  const allowed: readonly ErrorCode[] = [...routerErrors, ...declared];
  if (error instanceof AppError && error.code !== 'internal' && allowed.includes(error.code)) {
    return { ok: false, error: { code: error.code, details: { ...error.details } } };
  }
  logUnexpected(error);
  return { ok: false, error: { code: 'internal', details: {} } };
}
