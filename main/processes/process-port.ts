// SPDX-License-Identifier: Apache-2.0
import type { childEntries } from '../../shared/domain/entries.ts';

/** What may run as a child process. */
export type ProcessEntry = keyof typeof childEntries;

/** A running child. Messages are structured clones (Uint8Array travels as it is). */
export interface ChildChannel {
  /** Resolves when the next message may follow without piling up; never fails, also when the child is gone. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after `kill`. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a child with a minimal environment: utilityProcess in Electron, fork in Node (DESIGN 12). */
export type StartChild = (entry: ProcessEntry) => ChildChannel;
