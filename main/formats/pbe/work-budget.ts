import { AppError } from '../../../shared/domain/app-error.ts';

/** scrypt memory (128 · N · r octets) that one derivation may take. */
const maxScryptOctets = 256 * 1024 * 1024;
/** A file may hold several derivations; a hostile one holds thousands. */
const derivationsWorth = 4;

/** Counts the key derivation work of one file, so that neither one derivation nor their sum can hang the reader. */
export class WorkBudget {
  readonly #perDerivation: number;
  #spent = 0;

  constructor(maxIterations: number) {
    this.#perDerivation = maxIterations;
  }

  /**
   * Call before a derivation.
   * @throws AppError `limit-exceeded` (`limit: 'iterations'`)
   */
  spend(iterations: number): void {
    if (iterations > this.#perDerivation || this.#spent + iterations > this.#perDerivation * derivationsWorth) {
      throw new AppError('limit-exceeded', { limit: 'iterations' });
    }
    this.#spent += iterations;
  }

  /** Whether a guess (another password encoding) still is affordable; guesses never use up the last derivations. */
  affordsGuess(iterations: number): boolean {
    return this.#spent + iterations <= this.#perDerivation;
  }
}

/**
 * scrypt's parameters as a number comparable to PBKDF2 iterations (about 1 µs each).
 * @throws AppError `limit-exceeded` (`limit: 'memory'`), `damaged` when N is no power of two above 1.
 */
export function scryptWork(n: number, r: number, p: number): number {
  if (n < 2 || !Number.isInteger(Math.log2(n)) || r < 1 || p < 1) throw new AppError('damaged');
  if (128 * n * r > maxScryptOctets) throw new AppError('limit-exceeded', { limit: 'memory' });
  return n * r * p;
}
