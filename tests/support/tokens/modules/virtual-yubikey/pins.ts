// SPDX-License-Identifier: Apache-2.0
/** Implements the PIN and PUK commands (SP 800-73-4 part 2, 3.2) and Yubico's SET PIN RETRIES and RESET. */
import { done, status, wrongPin, type Reply } from './apdu.ts';
import { factoryReference, factoryState, type Reference } from './card-state.ts';
import type { Card, Handler } from './card.ts';

const pinReference = 0x80;
const pukReference = 0x81;

/** The host pads values to 8 octets with FF. */
const unpadded = (octets: Buffer): string => octets.toString('latin1').replace(/\u00ff+$/, '');

/** Compares the value and updates the tries, which are on disk before the reply is sent. */
function isRight(card: Card, wanted: Reference, given: Buffer): boolean {
  const right = unpadded(given) === wanted.value;
  wanted.triesLeft = right ? wanted.tries : wanted.triesLeft - 1;
  if (!right) card.journal.wrong++;
  card.save();
  return right;
}

/** VERIFY. Without data it only reports the status; with P1 = FF it logs out. */
export const verify: Handler = (card, { p1, p2, data }) => {
  const { pin } = card.state;
  if (p2 !== pinReference) return { status: status.referenceNotFound };
  if (p1 === 0xff) {
    card.session.pinVerified = card.session.pinFresh = false;
    return done;
  }
  if (data.length === 0) return card.session.pinVerified ? done : wrongPin(pin.triesLeft);
  card.journal.verify++;
  if (pin.triesLeft === 0) return { status: status.blocked };
  const right = isRight(card, pin, data);
  card.session.pinVerified = card.session.pinFresh = right;
  return right ? done : wrongPin(pin.triesLeft);
};

function replace(card: Card, checked: Reference, changed: Reference, data: Buffer): Reply {
  if (data.length !== 16) return { status: status.wrongData };
  if (checked.triesLeft === 0) return { status: status.blocked };
  if (!isRight(card, checked, data.subarray(0, 8))) return wrongPin(checked.triesLeft);
  changed.value = unpadded(data.subarray(8));
  changed.triesLeft = changed.tries;
  card.save();
  return done;
}

/** CHANGE REFERENCE DATA: old value, new value, 8 octets each. */
export const changeReference: Handler = (card, { p2, data }) => {
  if (p2 !== pinReference && p2 !== pukReference) return { status: status.referenceNotFound };
  const changed = p2 === pinReference ? card.state.pin : card.state.puk;
  card.journal[p2 === pinReference ? 'changePin' : 'changePuk']++;
  return replace(card, changed, changed, data);
};

/** RESET RETRY COUNTER: the PUK and a new PIN. */
export const unblock: Handler = (card, { p2, data }) => {
  if (p2 !== pinReference) return { status: status.referenceNotFound };
  card.journal.unblock++;
  return replace(card, card.state.puk, card.state.pin, data);
};

/** Yubico's SET PIN RETRIES, which also restores the factory PIN and PUK. */
export const setRetries: Handler = (card, { p1, p2 }) => {
  if (!card.session.managed || !card.session.pinVerified) return { status: status.securityNotSatisfied };
  if (p1 === 0 || p2 === 0) return { status: status.wrongData };
  card.state.pin = factoryReference('pin', p1);
  card.state.puk = factoryReference('puk', p2);
  card.save();
  return done;
};

/** Yubico's RESET, which needs a blocked PIN and PUK. */
export const reset: Handler = (card) => {
  const { pin, puk, serial } = card.state;
  if (pin.triesLeft > 0 || puk.triesLeft > 0) return { status: status.conditionsNotSatisfied };
  Object.assign(card.state, factoryState(serial));
  card.save();
  return done;
};
