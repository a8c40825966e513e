// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { toAppError } from '../../lib/ipc.ts';

interface UnlockState {
  /** Set while the dialog is open. */
  readonly answer: ((unlocked: boolean) => void) | null;
}

export const useUnlock = create<UnlockState>()(() => ({ answer: null }));

/** Resolves to whether the vault was unlocked. */
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

/** On `vault-locked` asks to unlock and retries once; rethrows if declined. */
export async function withUnlock<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (toAppError(error).code !== 'vault-locked') throw error;
    if (!(await requestUnlock())) throw error;
    return action();
  }
}
