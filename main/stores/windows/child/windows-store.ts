// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { answerChecked } from '../../../children/define-child.ts';
import { serveChild } from '../../../children/serve-child.ts';
import { windowsStoreAnswers } from './answers.ts';
import { windowsStoreOperations } from './protocol.ts';
import { loadWin32, type Win32 } from './win32.ts';

/**
 * Runs in a child, because vendor providers and native calls can crash.
 * @entry child
 */
const api = load();

/** If loading fails, every request reports the error. */
function load(): Win32 | AppError {
  try {
    return loadWin32();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return new AppError('store-refused', { reason }, { cause: error });
  }
}

serveChild(async (operation, input, sendPart) => {
  if (api instanceof AppError) throw api;
  return answerChecked(windowsStoreOperations, windowsStoreAnswers(api), operation, input, sendPart);
});
