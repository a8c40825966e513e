// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { toAppError } from '../../lib/ipc.ts';

interface UnlockState {
  /** Set while the unlock dialog is open; answers whether the vault was unlocked. */
  readonly answer: ((unlocked: boolean) => void) | null;
}

export const useUnlock = create<UnlockState>()(() => ({ answer: null }));

/** Opens the unlock dialog on top of whatever is open. */
export function requestUnlock(): Promise<boolean> {
  useUnlock.getState().answer?.(false);
  return new Promise((resolve) => {
    useUnlock.setState({
      answer: (unlocked) => {
        useUnlock.setState({ answer: null });
        resolve(unlocked);
      },
    });
  });
}

/**
 * Runs something that uses a private key. When main answers `vault-locked` the person is asked to unlock, and the
 * action runs again; closing the dialog leaves the `vault-locked` error to the caller.
 */
export async function withUnlock<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (toAppError(error).code !== 'vault-locked') throw error;
    if (!(await requestUnlock())) throw error;
    return action();
  }
}
