// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './error-codes.ts';

/** JSON-safe facts that belong to an error: never a secret, never a stack. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | string[]>>;

/** The only error that may cross a process boundary with its meaning kept. */
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
