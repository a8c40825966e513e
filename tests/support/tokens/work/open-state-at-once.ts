// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { openState } from '../../../../main/computer-state/open-state.ts';

export interface OpeningAtOnce {
  readonly folder: string;
  /** The number of workers that have reached each round's start. */
  readonly arrived: Int32Array;
  readonly openers: number;
}

/** Worker thread that opens a missing file at the same time as the others in each round. Posts the error codes. */
const { folder, arrived, openers } = workerData as OpeningAtOnce;
const refused: string[] = [];
for (let round = 0; round < arrived.length; round += 1) {
  Atomics.add(arrived, round, 1);
  while (Atomics.load(arrived, round) < openers);
  try {
    openState(join(folder, `${round}`, 'state.sqlite'), new Date()).close();
  } catch (error) {
    refused.push(error instanceof AppError ? error.code : String(error));
  }
}
parentPort?.postMessage(refused);
