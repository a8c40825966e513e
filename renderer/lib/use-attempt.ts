// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import type { AppError } from '../../shared/domain/app-error.ts';
import { type CallOptions, type Progress, toAppError } from './ipc.ts';

export interface Attempt {
  readonly busy: boolean;
  /** Of the last try; `cancelled` is none, since the person knows. */
  readonly error: AppError | null;
  /** Counts the tries: as a key it makes the same error be spoken again. */
  readonly number: number;
  readonly progress: Progress | null;
  /** True when the action went through; `refused` hears of a failure, also of a cancel. */
  run(action: (options: CallOptions) => Promise<void>, refused?: (error: AppError) => void): Promise<boolean>;
  cancel(): void;
  clear(): void;
}

/** One thing that a dialog does in main, with progress, a way out and its failure. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [number, setNumber] = useState(0);
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  return {
    busy,
    error,
    number,
    progress,
    async run(action, refused) {
      const controller = new AbortController();
      running.current = controller;
      setBusy(true);
      setError(null);
      setProgress(null);
      setNumber((before) => before + 1);
      try {
        await action({ signal: controller.signal, onProgress: setProgress });
        return true;
      } catch (thrown) {
        const failure = toAppError(thrown);
        refused?.(failure);
        if (failure.code !== 'cancelled') setError(failure);
        return false;
      } finally {
        setBusy(false);
      }
    },
    cancel: () => running.current?.abort(),
    clear: () => setError(null),
  };
}
