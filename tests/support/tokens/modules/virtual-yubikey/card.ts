// SPDX-License-Identifier: Apache-2.0
import type { Command, Reply } from './apdu.ts';
import type { CardState } from './card-state.ts';

/** Counts since the card process started. */
export interface Journal {
  /** VERIFY with a PIN. */
  verify: number;
  /** Wrong PINs and PUKs in any command. */
  wrong: number;
  /** CHANGE REFERENCE DATA of the PIN, which also checks the PIN. */
  changePin: number;
  changePuk: number;
  /** RESET RETRY COUNTER, which checks the PUK. */
  unblock: number;
  /** Private key operations that the PIN policy allowed. */
  keyUse: number;
}

export interface Card {
  readonly state: CardState;
  readonly journal: Journal;
  session: {
    pinVerified: boolean;
    /** The PIN was verified after the last use of a key that needs it each time. */
    pinFresh: boolean;
    managed: boolean;
    challenge: Buffer | null;
  };
  save(): void;
}

export type Handler = (card: Card, command: Command) => Reply;

export function freshSession(): Card['session'] {
  return { pinVerified: false, pinFresh: false, managed: false, challenge: null };
}

export function emptyJournal(): Journal {
  return { verify: 0, wrong: 0, changePin: 0, changePuk: 0, unblock: 0, keyUse: 0 };
}

export function reference(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
