// SPDX-License-Identifier: Apache-2.0
import { isLost, type CryptokiError } from '../module/cryptoki-error.ts';
import { isOf, logIn, reopenLease, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { canReinitialise } from '../module/missed-tokens.ts';
import type { Pin } from '../module/pin-functions.ts';
import { pivTriesLeft } from '../piv/piv-tries.ts';
import { tokenKind } from '../objects/token-kind.ts';
import { tokenKey } from '../objects/token-report.ts';
import { waitForToken } from './wait-for-token.ts';

const patienceMs = 1500;

/**
 * C_Login can fail after another process reset the card, and the card may still have received the PIN (measured with
 * libykcs11 2.7.1 and OpenSC). So the PIN is resent only if the card reports no lost try. Zeroes `pin`.
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

/** If these calls fail, the PIN wasn't sent. SoftHSM loses sessions while another process writes the token's file. */
const callsBefore = new Set(['C_GetSlotList', 'C_GetSlotInfo', 'C_GetTokenInfo', 'C_OpenSession', 'C_GetSessionInfo']);

function wasSent(error: CryptokiError): boolean {
  return !callsBefore.has(error.call);
}

async function tookNoTry(module: LoadedModule, lease: Lease, before: number | null): Promise<boolean> {
  if (before === null) return false;
  const left = await triesOf(module, lease);
  return left !== null && left > 0 && left >= before;
}

async function send(module: LoadedModule, lease: Lease, who: Who, pin: Pin): Promise<void> {
  const sent = pin === null ? null : Buffer.from(pin);
  try {
    if (!isOf(module, lease.token, lease.session))
      await waitForToken(module, lease.token, () => reopenLease(module, lease));
    logIn(module, lease, who, sent);
  } finally {
    if (lease.login?.pin !== sent) sent?.fill(0);
  }
}

/** Returns null if unknown. May restart the module to release the card (free-card.ts). */
async function triesOf(module: LoadedModule, { token }: Lease): Promise<number | null> {
  if (!tokenKind(token).startsWith('piv') || process.platform !== 'linux') return null;
  const reader = module.readers.get(tokenKey(token));
  if (reader === undefined) return null;
  const ask = async (): Promise<number | null | 'held'> => pivTriesLeft(reader, patienceMs).catch(() => null);
  const tries = await ask();
  if (tries !== 'held') return tries;
  if (!canReinitialise(module, new Set([tokenKey(token)]), 1)) return null;
  module.reinitialise();
  const then = await ask();
  return then === 'held' ? null : then;
}
