// SPDX-License-Identifier: Apache-2.0
import type { Command, Reply } from './apdu.ts';
import type { CardState } from './card-state.ts';

/** How many times something reached the card since it was started; never what was sent. */
export interface Journal {
  /** VERIFY with a PIN in it. */
  verify: number;
  /** Of all that consume a try of the PIN or PUK, those that did not fit. */
  wrong: number;
  /** CHANGE REFERENCE DATA of the PIN, which consumes a try of it too. */
  changePin: number;
  changePuk: number;
  /** RESET RETRY COUNTER, which consumes a try of the PUK. */
  unblock: number;
  /** Private key operations that were carried out. */
  keyUse: number;
}

export interface Card {
  readonly state: CardState;
  readonly journal: Journal;
  /** Lost with the power. */
  session: {
    pinVerified: boolean;
    /** The PIN was verified since the last use of a key that wants it each time. */
    pinFresh: boolean;
    managed: boolean;
    challenge: Buffer | null;
  };
  /** Writes the state down. */
  save(): void;
}

export type Handler = (card: Card, command: Command) => Reply;

export function freshSession(): Card['session'] {
  return { pinVerified: false, pinFresh: false, managed: false, challenge: null };
}

export function emptyJournal(): Journal {
  return { verify: 0, wrong: 0, changePin: 0, changePuk: 0, unblock: 0, keyUse: 0 };
}

/** `9a` for 0x9a. */
export function reference(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
