// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { EveryReader, Reading } from './reading.ts';

/** What a reader of a file stops for: to let what it found go on, or until `reading.every` is loaded. */
export type ReadingStep = 'go-on' | 'load-every-reader';

/** Whoever drives the steps loads them; the readers themselves are synchronous. */
export function* everyReader(reading: Reading): Generator<ReadingStep, EveryReader> {
  if (reading.every === null) yield 'load-every-reader';
  if (reading.every === null) throw new AppError('internal');
  return reading.every;
}
