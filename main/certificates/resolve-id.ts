// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { Vault } from '../vault/vault.ts';

/** Fewer digits would be a guess in a vault of thousands. */
const minPrefixDigits = 8;

/**
 * `ID` of the command line: SHA-256 (colons as openssl prints them are let through), a unique prefix, or
 * `label:TEXT` where `labels` allows it. Errors: `not-found`, `ambiguous-id` (`candidates`), `usage`.
 */
export function resolveId(vault: Vault, id: string, labels: boolean): string {
  if (id.startsWith('label:')) {
    if (!labels) throw new AppError('usage', { argument: 'label:' });
    return theOnly(vault.findByLabel(id.slice('label:'.length)));
  }
  return theOnly(vault.findByPrefix(hexPrefix(id)));
}

/** Lower-case digits of a SHA-256 or of its beginning. Errors: `usage` (none, or too few to be sure). */
export function hexPrefix(id: string): string {
  const digits = id.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{1,64}$/.test(digits) || digits.length < minPrefixDigits) {
    throw new AppError('usage', { argument: 'ID' });
  }
  return digits;
}

/** Errors: `not-found`, `ambiguous-id` (`candidates`). */
export function theOnly(candidates: readonly string[]): string {
  const [first, second] = candidates;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: [...candidates] });
  return first;
}
