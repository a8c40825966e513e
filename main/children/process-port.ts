// SPDX-License-Identifier: Apache-2.0
import type { childEntries } from '../../shared/domain/entries.ts';

export type ProcessEntry = keyof typeof childEntries;

/** Messages are structured clones. */
export interface ChildChannel {
  /** Resolves when the next may follow; never rejects. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, also after `kill`. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Minimal environment; utilityProcess or fork (DESIGN 12). */
export type StartChild = (entry: ProcessEntry) => ChildChannel;
