// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Vault } from '../vault/vault.ts';

const minPrefixDigits = 8;

/**
 * Accepts a SHA-256 (with or without colons), a unique prefix, or `label:TEXT`. Errors: `not-found`, `ambiguous-id`
 * (`candidates`), `usage`.
 */
export function resolveId(vault: Vault, id: string, labels: boolean): string {
  if (id.startsWith('label:')) {
    if (!labels) throw new AppError('usage', { argument: 'label:' });
    return theOnly(vault.findByLabel(id.slice('label:'.length)));
  }
  return theOnly(vault.findByPrefix(hexPrefix(id)));
}

/** Returns lower-case digits without colons. Errors: `usage`. */
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
