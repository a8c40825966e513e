// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { routerErrors } from '../../shared/ipc/define.ts';
import type { Envelope } from '../../shared/ipc/envelope.ts';

/** Undeclared codes and other errors become `internal`, logged by `logUnexpected`. */
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
