// SPDX-License-Identifier: Apache-2.0
import type { childEntries } from '../../shared/domain/entries.ts';

export type ProcessEntry = keyof typeof childEntries;

export interface ChildChannel {
  /** Resolves when the next message can be posted. Rejects uncloneable messages. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after `kill`. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a utility or forked process with a minimal environment. */
export type StartChild = (entry: ProcessEntry) => ChildChannel;
