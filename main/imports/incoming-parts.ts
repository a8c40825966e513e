// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { FoundCertificate, InspectionAfterParts } from '../formats/inspect/inspection.ts';
import type { IncomingCertificates } from '../vault/import/import-while-read.ts';

/** Between the parsing child and the writing vault. */
export interface IncomingParts extends IncomingCertificates {
  /** False: none will arrive. */
  begun(): Promise<boolean>;
  add(part: readonly FoundCertificate[]): void;
  end(found: InspectionAfterParts): void;
  fail(): void;
  /** Unsuitable file or slow reader: nothing imported. */
  readonly refused: boolean;
}

/** `patienceMs`: total wait for the reader while the write lock is held. */
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

/** Anything unresolved takes the regular way. */
function isWhole({ diagnosis, keys, unopened, order }: InspectionAfterParts): boolean {
  return diagnosis.code === 'opened' && keys.length + unopened.length + order.lateNames.length === 0;
}
