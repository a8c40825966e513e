// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/error-codes.ts';

/** Nobody is asked more than once a minute, whatever he says. */
const leastSeconds = 60;
/** Where the server does not say. */
const usualSeconds = 60 * 60;

/** When a server that has not decided yet is asked again (ISO 8601 UTC); `retryAfterSeconds` as `sendRequest` gives it. */
export function askAgainAt(now: Date, retryAfterSeconds: number | null): string {
  const seconds = Math.max(leastSeconds, retryAfterSeconds ?? usualSeconds);
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

const forPersons: ReadonlySet<ErrorCode> = new Set([
  'code-missing',
  'code-refused',
  'request-declined',
  'reply-refused',
  'reply-foreign',
  'anchor-needed',
  'pin-needed',
  'vault-locked',
  'needs-replacement',
  'authority-key-unusable',
  'authority-key-encrypted',
  'authority-key-weak',
  'authority-key-mismatch',
]);

/** Whether a person has to do something before the server is asked again. */
export function waitsForPerson(error: unknown): boolean {
  return error instanceof AppError && forPersons.has(error.code);
}
