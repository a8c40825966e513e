// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** scrypt needs 128 · N · r bytes. */
const maxScryptOctets = 256 * 1024 * 1024;

/** Limits the key derivations per file, in rounds of native PBKDF2-SHA-256. */
export class WorkBudget {
  readonly #max: number;
  #spent = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /**
   * Call before deriving a key.
   * @throws `limit-exceeded` (`limit: 'iterations'`)
   */
  spend(work: number): void {
    if (this.#spent + work > this.#max) throw new AppError('limit-exceeded', { limit: 'iterations' });
    this.#spent += work;
  }

  /** Reserves three quarters of the budget for standard encodings. */
  affordsGuess(work: number): boolean {
    return this.#spent + work <= this.#max / 4;
  }
}

/**
 * In units of `WorkBudget`. JavaScript takes about 1 µs per 128 bytes.
 * @throws `limit-exceeded` (`limit: 'memory'`), `damaged` for invalid parameters
 */
export function scryptWork(n: number, r: number, p: number): number {
  if (n < 2 || !Number.isInteger(Math.log2(n)) || r < 1 || p < 1) throw new AppError('damaged');
  if (128 * n * r > maxScryptOctets) throw new AppError('limit-exceeded', { limit: 'memory' });
  return 2 * n * r * p;
}
