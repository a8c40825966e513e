// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { watchForeignChanges } from './change-watcher.ts';

export interface VaultChange {
  /** True if another connection made the change. */
  readonly foreign: boolean;
}

export interface VaultChanges {
  emit(change: VaultChange): void;
  listen(listener: (change: VaultChange) => void): () => void;
  stop(): void;
}

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
