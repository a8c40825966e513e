// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { watchForeignChanges } from './store/change-watcher.ts';

export interface VaultChange {
  /** Another process made it. */
  readonly foreign: boolean;
}

export interface VaultChanges {
  emit(change: VaultChange): void;
  /** Returns what takes the listener off again. */
  listen(listener: (change: VaultChange) => void): () => void;
  stop(): void;
}

/** Own changes are told, foreign ones watched for, the latter only while somebody listens. */
export function createVaultChanges(
  database: DatabaseSync,
  onForeign: () => void,
  intervalMs: number | undefined,
): VaultChanges {
  const listeners = new Set<(change: VaultChange) => void>();
  let stopWatching: (() => void) | null = null;
  const emit = (change: VaultChange) => {
    for (const listener of listeners) listener(change);
  };
  const stop = () => {
    stopWatching?.();
    stopWatching = null;
  };
  return {
    emit,
    listen(listener) {
      listeners.add(listener);
      stopWatching ??= watchForeignChanges(
        database,
        () => {
          onForeign();
          emit({ foreign: true });
        },
        intervalMs,
      );
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    stop,
  };
}
