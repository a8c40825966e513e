// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { createOneShot, type AskOnce } from '../../children/one-shot.ts';
import type { StartChild } from '../../children/process-port.ts';
import { windowsStoreOperations } from './child/protocol.ts';

/** Errors: those of the port; `store-refused` (exited or timed out). */
export type AskWindowsStore = AskOnce<typeof windowsStoreOperations>;

/** Vendor providers may wait for a device; ten times an import's time. */
const defaultDeadlineMs = 60_000;

/** Isolates vendors' libraries. */
export function createWindowsChild(startChild: StartChild, deadlineMs = defaultDeadlineMs): AskWindowsStore {
  const refused = (reason: string): AppError => new AppError('store-refused', { reason });
  return createOneShot(startChild, 'windows-store', windowsStoreOperations, {
    deadlineMs,
    ended: refused,
    late: refused,
  });
}
