// SPDX-License-Identifier: Apache-2.0
/** Messages between the test and the card's process over `fork`'s channel. */
import type { Journal } from './card.ts';

/** The card is pulled before it sees the command, or after it executed and counted it but before it replied. */
export type Moment = 'before' | 'after';

/** INS of the commands that start and end the deselection. */
export interface Deselected {
  readonly from: number;
  readonly until: number;
}

export type Order =
  | { readonly do: 'plug' | 'unplug' | 'journal' }
  /** `instruction` is an INS. VERIFY without data and management key authentication don't match. */
  | { readonly do: 'unplugOn'; readonly instruction: number; readonly moment: Moment }
  /**
   * A different application is selected from the next command with INS `from` until the next with INS
   * `until` or a SELECT.
   */
  | ({ readonly do: 'deselect' } & Deselected)
  | { readonly do: 'hide'; readonly instruction: number | null }
  | { readonly do: 'setTries'; readonly pin?: number; readonly puk?: number };

export interface OrderMessage {
  readonly id: number;
  readonly order: Order;
}

export type CardMessage = { readonly id: number; readonly journal: Journal } | { readonly fired: number };
