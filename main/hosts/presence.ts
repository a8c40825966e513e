// SPDX-License-Identifier: Apache-2.0
/** What a host can tell of the person at the computer; what locks the vault by itself asks it (K03). */
export interface Presence {
  /** Milliseconds since the last use that this host knows of. */
  idleMs(): number;
  /** The page reports use of its window, at most every 20 s. A host that sees the system's input needs no report. */
  noteActivity(): void;
  /** The computer sleeps or slept, its screen was locked, or somebody else took the seat. */
  onAway(listener: () => void): void;
  /** Looks at the clocks now: a message that arrives right after a sleep must not be faster than the next tick. */
  check(): void;
}
