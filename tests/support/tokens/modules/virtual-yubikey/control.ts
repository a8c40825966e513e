// SPDX-License-Identifier: Apache-2.0
/** Messages between the test and the card's process over `fork`'s channel. */
import type { Journal } from './card.ts';

/** When the card is pulled: before it sees the command, or after it executed and counted it but before it replied. */
export type Moment = 'before' | 'after';

/** Instructions (INS). */
export interface Deselected {
  readonly from: number;
  readonly until: number;
}

export type Order =
  | { readonly do: 'plug' | 'unplug' | 'journal' }
  /** `instruction`: INS of the command; excludes status-only VERIFY and the management key. */
  | { readonly do: 'unplugOn'; readonly instruction: number; readonly moment: Moment }
  /**
   * A different application is selected from the next command with INS `from` to the next one with `until`, or a
   * SELECT.
   */
  | ({ readonly do: 'deselect' } & Deselected)
  /** Commands with this INS are unknown from now on, as in older firmware; null: none. */
  | { readonly do: 'hide'; readonly instruction: number | null }
  | { readonly do: 'setTries'; readonly pin?: number; readonly puk?: number };

export interface OrderMessage {
  readonly id: number;
  readonly order: Order;
}

export type CardMessage =
  | { readonly id: number; readonly journal: Journal }
  /** An `unplugOn` condition was met. */
  | { readonly fired: number };
