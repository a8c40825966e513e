// SPDX-License-Identifier: Apache-2.0
import { isLost, type CryptokiError } from './cryptoki-error.ts';
import { isOf, logIn, openAnew, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { mayStartAnew } from './missed-tokens.ts';
import type { Pin } from './pin-functions.ts';
import { pivTriesLeft } from './piv-tries.ts';
import { tokenKind } from './token-kind.ts';
import { tokenKey } from './token-report.ts';
import { whenSeen } from './when-seen.ts';

/** A login has ten seconds in all, and the card is asked four times at most. */
const patienceMs = 1500;

/**
 * One entry of a PIN by a person. libykcs11 2.7.1 fails in C_Login when another process had the card reset just then
 * (measured: CKR_DEVICE_REMOVED, CKR_ARGUMENTS_BAD, one login in some 200 beside a program that signs in a loop; OpenSC
 * says CKR_GENERAL_ERROR), and it is not known whether the card has seen the PIN. The card tells how many tries it has left: with as many as before the entry it
 * goes there once more, so that the entry leaves the card with one try less at most. Zeroes `pin`.
 */
export async function enterPin(module: LoadedModule, lease: Lease, who: Who, pin: Pin): Promise<void> {
  try {
    const before = who === 'user' && pin !== null ? await triesOf(module, lease) : null;
    try {
      await send(module, lease, who, pin);
    } catch (error) {
      if (!isLost(error) || (wasSent(error) && !(await tookNoTry(module, lease, before)))) throw error;
      await send(module, lease, who, pin);
    }
  } finally {
    pin?.fill(0);
  }
}

/** Before C_Login the session may be lost, too: SoftHSM's is while another process writes its file. */
const callsBefore = new Set(['C_GetSlotList', 'C_GetSlotInfo', 'C_GetTokenInfo', 'C_OpenSession', 'C_GetSessionInfo']);

function wasSent(error: CryptokiError): boolean {
  return !callsBefore.has(error.call);
}

async function tookNoTry(module: LoadedModule, lease: Lease, before: number | null): Promise<boolean> {
  if (before === null) return false;
  const left = await triesOf(module, lease);
  return left !== null && left > 0 && left >= before;
}

/** A copy, which the lease keeps when it was right. */
async function send(module: LoadedModule, lease: Lease, who: Who, pin: Pin): Promise<void> {
  const sent = pin === null ? null : Buffer.from(pin);
  try {
    if (!isOf(module, lease.token, lease.session)) await whenSeen(module, lease.token, () => openAnew(module, lease));
    logIn(module, lease, who, sent);
  } finally {
    if (lease.login?.pin !== sent) sent?.fill(0);
  }
}

/** Null: not told. A card that is held back, by our own module for all we know, is let go of (see free-card.ts). */
async function triesOf(module: LoadedModule, { token }: Lease): Promise<number | null> {
  if (!tokenKind(token).startsWith('piv') || process.platform !== 'linux') return null;
  const reader = module.readers.get(tokenKey(token));
  if (reader === undefined) return null;
  const ask = async (): Promise<number | null | 'held'> => pivTriesLeft(reader, patienceMs).catch(() => null);
  const tries = await ask();
  if (tries !== 'held') return tries;
  if (!mayStartAnew(module, new Set([tokenKey(token)]), 1)) return null;
  module.startAnew();
  const then = await ask();
  return then === 'held' ? null : then;
}
