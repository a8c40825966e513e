// SPDX-License-Identifier: Apache-2.0
import { toAppError } from '../../lib/ipc.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';

export async function requestUnlock(): Promise<boolean> {
  return (await openDialog('unlock')) === true;
}

/** On `vault-locked`, asks to unlock and retries once. Rethrows if the user declines. */
export async function withUnlock<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (toAppError(error).code !== 'vault-locked') throw error;
    if (!(await requestUnlock())) throw error;
    return action();
  }
}
