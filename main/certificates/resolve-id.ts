// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Vault } from '../vault/vault.ts';

const minPrefixDigits = 8;

/**
 * Accepts a SHA-256 (with or without colons), a unique prefix, or with `labels` a name or `label:TEXT`. Errors:
 * `not-found`, `ambiguous-id` (`candidates`), `usage`.
 */
export function resolveId(vault: Vault, id: string, labels: boolean): string {
  if (id.startsWith('label:')) {
    if (!labels) throw new AppError('usage', { argument: 'label:' });
    return theOnly(vault.findByLabel(id.slice('label:'.length)));
  }
  const named = labels ? vault.findByLabel(id) : [];
  if (named.length === 0 || isHexPrefix(id)) return theOnly(vault.findByPrefix(hexPrefix(id, labels)));
  return theOnly(named);
}

/** Returns lower-case digits without colons. If `named`, the error also mentions names. Errors: `usage` (`entered`). */
export function hexPrefix(id: string, named = false): string {
  if (!isHexPrefix(id)) throw new AppError('usage', { argument: named ? 'ID|NAME' : 'ID', entered: id });
  return digitsOf(id);
}

function isHexPrefix(id: string): boolean {
  const digits = digitsOf(id);
  return /^[0-9a-f]{1,64}$/.test(digits) && digits.length >= minPrefixDigits;
}

function digitsOf(id: string): string {
  return id.replaceAll(':', '').toLowerCase();
}

/** Errors: `not-found`, `ambiguous-id` (`candidates`). */
export function theOnly(candidates: readonly string[]): string {
  const [first, second] = candidates;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: [...candidates] });
  return first;
}
