// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { createOneShot, type AskOnce } from '../../children/one-shot.ts';
import type { StartChild } from '../../children/process-port.ts';
import { nssOperations } from './child/nss-protocol.ts';

/** Longer than the lock timeouts of SQLite and softokn. */
const deadlineMs = 60_000;

export interface NssClient {
  /** Errors: those of `AskOnce`, `store-damaged` (crash), `store-locked` (timeout). */
  readonly run: AskOnce<typeof nssOperations>;
}

export function createNssClient(startChild: StartChild): NssClient {
  return {
    run: createOneShot(startChild, 'nss', nssOperations, {
      deadlineMs,
      ended: (reason) => new AppError('store-damaged', { reason }),
      late: (reason) => new AppError('store-locked', { reason }),
    }),
  };
}
