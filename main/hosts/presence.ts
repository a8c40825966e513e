// SPDX-License-Identifier: Apache-2.0
/** For auto-lock (K03). */
export interface Presence {
  /** Milliseconds. */
  idleMs(): number;
  /** Window use, at most every 20 s. */
  noteActivity(): void;
  /** Sleep, screen lock, or user switch. */
  onAway(listener: () => void): void;
  /** Call after sleep, before handling a message. */
  check(): void;
}
