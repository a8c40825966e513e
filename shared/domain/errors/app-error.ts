// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './error-codes.ts';

/** Never a secret or a stack. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | string[]>>;

/** The only error that keeps its meaning across process boundaries. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
