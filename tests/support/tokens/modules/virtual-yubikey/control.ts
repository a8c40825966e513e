// SPDX-License-Identifier: Apache-2.0
/** What the test and the card's process say to each other over the channel that `fork` makes. */
import type { Journal } from './card.ts';

/** Where in its handling of a command the card is pulled: never reached it, or done and counted but not answered. */
export type Moment = 'before' | 'after';

/** Instructions (INS). */
export interface Deselected {
  readonly from: number;
  readonly until: number;
}

export type Order =
  | { readonly do: 'plug' | 'unplug' | 'journal' }
  /** `instruction`: INS of the command; a VERIFY that only asks and the management key do not count. */
  | { readonly do: 'unplugOn'; readonly instruction: number; readonly moment: Moment }
  /** Another application is selected from the next command with INS `from` to the next one with `until`, or a SELECT. */
  | ({ readonly do: 'deselect' } & Deselected)
  /** Commands with this INS are unknown from now on, as to older firmware; null: none. */
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
