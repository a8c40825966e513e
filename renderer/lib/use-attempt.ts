// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import { type CallOptions, type Progress, toAppError } from './ipc.ts';

export interface Attempt {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Counts attempts. As a React key, it makes screen readers repeat an error. */
  readonly number: number;
  readonly progress: Progress | null;
  /** Resolves to true on success. Calls `refused` on failure and cancellation. */
  run(action: (options: CallOptions) => Promise<void>, refused?: (error: AppError) => void): Promise<boolean>;
  cancel(): void;
  clear(): void;
}

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
