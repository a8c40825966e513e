// SPDX-License-Identifier: Apache-2.0
export interface Presence {
  idleMs(): number;
  /** Call when the window is used, at most every 20 s. */
  noteActivity(): void;
  /** Called for sleep, screen lock or user switch. */
  onAway(listener: () => void): void;
  /** Call before handling a message: the first message after sleep precedes a tick. */
  check(): void;
}
