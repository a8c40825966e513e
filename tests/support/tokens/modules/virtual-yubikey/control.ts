// SPDX-License-Identifier: Apache-2.0
/** Messages between the test and the card's process over `fork`'s channel. */
import type { Journal } from './card.ts';

/** The card is pulled before it sees the command, or after it executed and counted it but before it replied. */
export type Moment = 'before' | 'after';

/** Range of instructions (INS). */
export interface Deselected {
  readonly from: number;
  readonly until: number;
}

export type Order =
  | { readonly do: 'plug' | 'unplug' | 'journal' }
  /** `instruction` is the command's INS, excluding status-only VERIFY and the management key. */
  | { readonly do: 'unplugOn'; readonly instruction: number; readonly moment: Moment }
  /**
   * A different application is selected from the next command with INS `from` until the next one with `until`, or a
   * SELECT.
   */
  | ({ readonly do: 'deselect' } & Deselected)
  /** Commands with this INS become unknown, as in older firmware. Null restores all. */
  | { readonly do: 'hide'; readonly instruction: number | null }
  | { readonly do: 'setTries'; readonly pin?: number; readonly puk?: number };

export interface OrderMessage {
  readonly id: number;
  readonly order: Order;
}

export type CardMessage = { readonly id: number; readonly journal: Journal } | { readonly fired: number };
