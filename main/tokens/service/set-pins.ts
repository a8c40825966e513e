// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import type { TokenSession } from '../module-port.ts';
import { checkPinLength } from './pin-policy.ts';
import type { Device } from './connected-tokens.ts';
import { isPivModule } from './piv.ts';
import type { TokenWork } from './token-work.ts';

export async function changePin(
  work: TokenWork,
  { tokenId, who, pin, newPin, confirmedLastTry }: CallInput<'tokens.changePin'>,
): Promise<void> {
  await work.enterOnce(tokenId, { who, pin, confirmedLastTry }, async (session, device) => {
    checkNew(device, newPin, who);
    await session.setPin(who, pin, newPin);
  });
}

export async function unblockPin(
  memory: TokenMemory,
  work: TokenWork,
  { tokenId, by, secret, newPin, confirmedLastTry }: CallInput<'tokens.unblockPin'>,
): Promise<void> {
  const who = by === 'puk' ? 'puk' : 'so';
  const send = async (session: TokenSession, device: Device): Promise<void> => {
    checkNew(device, newPin, 'user');
    if (!device.chosen.token.unblock.includes(by)) throw new AppError('not-available');
    if (by === 'so-pin' && !atOnce(device)) return session.login('so', secret);
    if (secret === null || newPin === null) throw new AppError('pin-needed');
    await session.unblock(secret, newPin);
  };
  await work.enterOnce(tokenId, { who, pin: secret, confirmedLastTry }, send, async (session, device) => {
    if (by === 'so-pin' && !atOnce(device)) await session.initPin(newPin);
    for (const { id } of device.views) memory.clear(id, 'user');
  });
}

/** SKF_UnblockPIN takes the administrator's and the new PIN, without a login. */
function atOnce({ chosen }: Device): boolean {
  return chosen.token.standard === 'skf';
}

/** Call before sending any PIN, because an invalid new PIN must not cost a try. */
export function checkNew(device: Pick<Device, 'chosen'>, newPin: string | null, who: 'user' | 'so'): void {
  const { pinLength, flags } = device.chosen.token;
  if (newPin === null) {
    if (!flags.protectedAuthenticationPath) throw new AppError('pin-needed');
    return;
  }
  // PIV management keys may exceed the limit.
  if (who === 'so' && isPivModule(device.chosen)) return;
  checkPinLength(pinLength, newPin);
}
