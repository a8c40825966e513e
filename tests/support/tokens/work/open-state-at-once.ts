// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { openState } from '../../../../main/computer-state/open-state.ts';

export interface OpeningAtOnce {
  readonly folder: string;
  /** For each round, how many workers have reached its start. */
  readonly arrived: Int32Array;
  /** Number of simultaneous openers per file. */
  readonly openers: number;
}

/** Worker thread: in each round it opens a missing file together with the others. Posts the error codes. */
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
