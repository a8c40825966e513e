// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';

const leastSeconds = 60;
const usualSeconds = 60 * 60;

export function askAgainAt(now: Date, retryAfterSeconds: number | null): string {
  const seconds = Math.max(leastSeconds, retryAfterSeconds ?? usualSeconds);
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

const forPersons: ReadonlySet<ErrorCode> = new Set([
  'code-missing',
  'code-refused',
  'request-declined',
  'reply-refused',
  'response-mismatch',
  'anchor-needed',
  'pin-needed',
  'vault-locked',
  'needs-replacement',
  'authority-key-unusable',
  'authority-key-encrypted',
  'authority-key-weak',
  'authority-key-mismatch',
]);

export function waitsForPerson(error: unknown): boolean {
  return error instanceof AppError && forPersons.has(error.code);
}
