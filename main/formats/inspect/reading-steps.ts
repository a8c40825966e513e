// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { EveryReader, Reading } from './reading.ts';

export type ReadingStep = 'go-on' | 'load-every-reader';

export function* everyReader(reading: Reading): Generator<ReadingStep, EveryReader> {
  if (reading.every === null) yield 'load-every-reader';
  if (reading.every === null) throw new AppError('internal');
  return reading.every;
}
