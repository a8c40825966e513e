// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { createOneShot, type AskOnce } from '../../children/one-shot.ts';
import type { StartChild } from '../../children/process-port.ts';
import { windowsStoreOperations } from './child/protocol.ts';

export type AskWindowsStore = AskOnce<typeof windowsStoreOperations>;

const defaultDeadlineMs = 60_000;

export function createWindowsChild(startChild: StartChild, deadlineMs = defaultDeadlineMs): AskWindowsStore {
  const refused = (reason: string): AppError => new AppError('store-refused', { reason });
  return createOneShot(startChild, 'windows-store', windowsStoreOperations, {
    deadlineMs,
    ended: refused,
    late: refused,
  });
}
