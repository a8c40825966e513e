// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';

/** With fewer digits, a match could be accidental. */
const minDigits = 8;

/**
 * Accepts an entry ID, a certificate SHA-256, or a unique prefix. Errors: `usage`, `not-found`, `ambiguous-id`
 * (`candidates`).
 */
export function resolveWatchedId(entries: readonly Watched[], word: string): string {
  const digits = word.toLowerCase();
  if (digits.length < minDigits || !/^[0-9a-f-]+$/.test(digits)) throw new AppError('usage', { argument: 'ID' });
  const found = entries.filter(({ id, sha256 }) => id.startsWith(digits) || sha256?.startsWith(digits) === true);
  const [first, second] = found;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return first.id;
}
