import { isLost } from './cryptoki-error.ts';
import { heldForMs } from './free-card.ts';
import { isOf, logIn, openAnew, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { mayStartAnew } from './missed-tokens.ts';
import type { Pin } from './pin-functions.ts';
import { pivTriesLeft } from './piv-tries.ts';
import { readerOf } from './reader-of.ts';
import { tokenKind } from './token-kind.ts';
import { tokenKey } from './token-report.ts';
import { whenSeen } from './when-seen.ts';

const repeatsAtMost = 3;

/**
 * One entry of a PIN by a person, which takes no more than one try of the token. libykcs11 2.7.1 fails in C_Login when
 * another process had the card reset just then (measured: CKR_DEVICE_REMOVED, CKR_ARGUMENTS_BAD, one login in some 200
 * beside a program that signs in a loop), and nobody knows whether the card has seen the PIN. The card tells: while it has
 * as many tries left as before the entry, none was taken, and the PIN may go to it again. Zeroes the PIN when it was not right.
 */
export async function enterPin(module: LoadedModule, lease: Lease, who: Who, pin: Pin): Promise<void> {
  const before = who === 'user' && pin !== null ? await triesOf(module, lease) : null;
  for (let left = before === null ? 0 : repeatsAtMost; ; left -= 1) {
    const sent = pin === null ? null : Buffer.from(pin);
    try {
      if (!isOf(module, lease.token, lease.session)) await whenSeen(lease.token, () => openAnew(module, lease));
      logIn(module, lease, who, sent);
      pin?.fill(0);
      return;
    } catch (error) {
      if (left === 0 || !isLost(error) || !(await tookNoTry(module, lease, before ?? Infinity))) {
        pin?.fill(0);
        throw error;
      }
    }
  }
}

async function tookNoTry(module: LoadedModule, lease: Lease, before: number): Promise<boolean> {
  if (!mayStartAnew(module, new Set([tokenKey(lease.token)]), 1)) return false;
  // It may have the card to itself since, where nobody else gets an answer.
  module.startAnew();
  const left = await triesOf(module, lease);
  return left !== null && left > 0 && left >= before;
}

/** Null: not told. A card that is held back, by our own module for all we know, is let go of (see free-card.ts). */
async function triesOf(module: LoadedModule, { token }: Lease): Promise<number | null> {
  if (tokenKind(token) !== 'piv-ykcs11' || process.platform !== 'linux') return null;
  const ask = async (): Promise<number | null | 'held'> => {
    const reader = readerOf(module, token);
    return reader === null ? null : pivTriesLeft(reader, heldForMs).catch(() => null);
  };
  let tries = await ask();
  if (tries === 'held' && mayStartAnew(module, new Set([tokenKey(token)]), 1)) {
    module.startAnew();
    tries = await ask();
  }
  return tries === 'held' ? null : tries;
}
