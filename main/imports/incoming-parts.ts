// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { FoundCertificate, InspectionAfterParts } from '../formats/inspection.ts';
import type { IncomingCertificates } from '../vault/import/import-while-read.ts';

/** Between the child that reads a file and the vault that takes its certificates in meanwhile. */
export interface IncomingParts extends IncomingCertificates {
  /** True when a first certificate has come, false when none will. */
  begun(): Promise<boolean>;
  add(part: readonly FoundCertificate[]): void;
  /** Everything was read. */
  end(found: InspectionAfterParts): void;
  /** Reading failed. */
  fail(): void;
  /** Why nothing was taken in: the file is not one that can be taken in so, or its reader too slow. */
  readonly refused: boolean;
}

/**
 * `patienceMs`: how long the vault waits for the reader, all in all, once it has begun to write: other processes that
 * want to write wait as long.
 */
export function createIncomingParts(patienceMs: number): IncomingParts {
  let waiting: FoundCertificate[] = [];
  let state: 'reading' | 'failed' | InspectionAfterParts = 'reading';
  let refused = false;
  let patience = patienceMs;
  let wake: () => void = () => undefined;

  async function change(): Promise<void> {
    return new Promise((resolve) => (wake = resolve));
  }

  function refuse(): never {
    refused = true;
    throw new AppError('cancelled');
  }

  async function moreInTime(): Promise<void> {
    const since = performance.now();
    const timer = setTimeout(() => wake(), patience);
    await change();
    clearTimeout(timer);
    patience -= performance.now() - since;
    if (patience <= 0) refuse();
  }

  return {
    async begun() {
      if (waiting.length === 0 && state === 'reading') await change();
      return waiting.length > 0;
    },
    add(part) {
      waiting.push(...part);
      wake();
    },
    end(found) {
      state = found;
      wake();
    },
    fail() {
      state = 'failed';
      wake();
    },
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    more() {
      if (waiting.length > 0) return Promise.resolve();
      return state === 'reading' ? moreInTime() : null;
    },
    order() {
      if (typeof state === 'string' || !isWhole(state)) refuse();
      return state.order.indices;
    },
    get refused() {
      return refused;
    },
  };
}

/** Nothing of the file is left to be told or asked: everything else goes the long way. */
function isWhole({ diagnosis, keys, unopened, order }: InspectionAfterParts): boolean {
  return diagnosis.code === 'opened' && keys.length + unopened.length + order.lateNames.length === 0;
}
