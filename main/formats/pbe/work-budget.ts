// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';

/** scrypt memory (128 · N · r octets) that one derivation may take. */
const maxScryptOctets = 256 * 1024 * 1024;

/**
 * Counts the key derivation work of one file over all its bags and all forms of the password, so that neither one
 * derivation nor their sum can hang the reader. The unit is one round of native PBKDF2 with SHA-256.
 */
export class WorkBudget {
  readonly #max: number;
  #spent = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /**
   * Call before a derivation.
   * @throws AppError `limit-exceeded` (`limit: 'iterations'`)
   */
  spend(work: number): void {
    if (this.#spent + work > this.#max) throw new AppError('limit-exceeded', { limit: 'iterations' });
    this.#spent += work;
  }

  /** Whether a guess (another password encoding) is affordable; three quarters are left to what is no guess. */
  affordsGuess(work: number): boolean {
    return this.#spent + work <= this.#max / 4;
  }
}

/**
 * scrypt's parameters in the unit of `WorkBudget`: in JavaScript, about 1 µs each.
 * @throws AppError `limit-exceeded` (`limit: 'memory'`), `damaged` when N is no power of two above 1.
 */
export function scryptWork(n: number, r: number, p: number): number {
  if (n < 2 || !Number.isInteger(Math.log2(n)) || r < 1 || p < 1) throw new AppError('damaged');
  if (128 * n * r > maxScryptOctets) throw new AppError('limit-exceeded', { limit: 'memory' });
  return 2 * n * r * p;
}
