// SPDX-License-Identifier: Apache-2.0
/** For auto-lock (K03). */
export interface Presence {
  /** Milliseconds. */
  idleMs(): number;
  /** Window use, at most every 20 s; unneeded if system input is visible. */
  noteActivity(): void;
  /** Sleep, screen lock, or user switch. */
  onAway(listener: () => void): void;
  /** A message right after sleep must not precede the next tick. */
  check(): void;
}
