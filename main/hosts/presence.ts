// SPDX-License-Identifier: Apache-2.0
/** For auto-lock (K03). */
export interface Presence {
  /** Milliseconds. */
  idleMs(): number;
  /** Window use, at most every 20 s. */
  noteActivity(): void;
  /** Sleep, screen lock, or user switch. */
  onAway(listener: () => void): void;
  /** Call before handling a message: the first after sleep precedes a tick. */
  check(): void;
}
