// SPDX-License-Identifier: Apache-2.0
export interface Presence {
  idleMs(): number;
  /** Call when the window is used, at most every 20 s. */
  noteActivity(): void;
  /** Reports sleep. Electron also reports screen lock and user switch. */
  onAway(listener: () => void): void;
  /** Call before handling a message, because the first one after sleep may arrive before a tick. */
  check(): void;
}
