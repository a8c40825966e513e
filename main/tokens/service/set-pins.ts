import { AppError } from '../../../shared/domain/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { TokenMemory } from '../memory/memory-port.ts';
import { checkPinLength, enter } from './pin-policy.ts';
import type { Device, Plugged } from './plugged.ts';
import { isPivModule } from './piv.ts';
import { tokenIdOf } from './token-identity.ts';
import type { TokenWork } from './token-work.ts';

/** C_SetPIN: always there, whoever manages the token (T05). Errors: see `tokens.changePin`. */
export async function changePin(
  work: TokenWork,
  { tokenId, who, pin, newPin, confirmedLastTry }: CallInput<'tokens.changePin'>,
): Promise<void> {
  await work.enterOnce(tokenId, { who, pin, confirmedLastTry }, async (session, device) => {
    checkNew(device, newPin, who);
    await session.setPin(who, pin, newPin);
  });
}

/** A forgotten or locked PIN set anew by the SO PIN or the PUK. Errors: see `tokens.unblockPin`. */
export async function unblockPin(
  memory: TokenMemory,
  work: TokenWork,
  { tokenId, by, secret, newPin, confirmedLastTry }: CallInput<'tokens.unblockPin'>,
): Promise<void> {
  const who = by === 'puk' ? 'puk' : 'so';
  await work.enterOnce(tokenId, { who, pin: secret, confirmedLastTry }, async (session, device) => {
    checkNew(device, newPin, 'user');
    if (!device.chosen.token.unblock.includes(by)) throw new AppError('not-available');
    if (by === 'puk') {
      if (secret === null || newPin === null) throw new AppError('pin-needed');
      await session.unblockWithPuk(secret, newPin);
    } else {
      await session.login('so', secret);
      await session.initPin(newPin);
    }
    for (const { id } of device.views) memory.clear(id, 'user');
  });
}

/** Before the old one is sent: a new one that the token cannot take must not cost a try. */
function checkNew(device: Device, newPin: string | null, who: 'user' | 'so'): void {
  const { pinLength, flags } = device.chosen.token;
  if (newPin === null) {
    if (!flags.protectedAuthenticationPath) throw new AppError('pin-needed');
    return;
  }
  // YubiKey's module takes the management key as SO PIN: 48 digits, whatever its limit says.
  if (who === 'so' && isPivModule(device.chosen)) return;
  checkPinLength(pinLength, newPin);
}

export interface InitialiseParts {
  readonly memory: TokenMemory;
  readonly plugged: Plugged;
  readonly work: TokenWork;
  /** SHA-256 of the certificates on the token now. */
  readonly certificatesOn: (tokenId: string) => Promise<readonly string[]>;
}

/** C_InitToken, everything on the token is lost. Returns its new id. Errors: see `tokens.initialise`. */
export async function initialise(
  { memory, plugged, work, certificatesOn }: InitialiseParts,
  input: CallInput<'tokens.initialise'>,
): Promise<string> {
  const { tokenId, label, soPin, newPin, typedLabel, losing } = input;
  const device = await plugged.find(tokenId);
  const { chosen } = device;
  const fresh = !chosen.token.flags.tokenInitialized;
  checkNew(device, newPin, 'user');
  if (!fresh) {
    work.requireManaged(device);
    if (typedLabel !== (chosen.token.label || chosen.token.serial)) throw new AppError('not-confirmed');
    const known = new Set(losing);
    if ((await certificatesOn(tokenId)).some((sha256) => !known.has(sha256))) throw new AppError('token-not-empty');
  }
  const where = fresh ? { slot: chosen.slot.slot } : { token: chosen.token };
  const as = { label, soPin, pin: newPin };
  const { client } = chosen.module;
  // Of a fresh token the SO PIN is set, not tried; of another one it is an entry like any other (PKCS#11 §5.5).
  const report = fresh ? await client.initialise(where, as) : await reinitialise();
  const id = tokenIdOf(report, chosen.slot);
  for (const who of ['user', 'so', 'puk'] as const) memory.clear(id, who);
  // Who erased it manages it: under its new name as under the former one.
  memory.setManaged(id, true);
  return id;

  async function reinitialise(): ReturnType<typeof client.initialise> {
    let done: Awaited<ReturnType<typeof client.initialise>> | null = null;
    const entry = { who: 'so', pin: soPin, confirmedLastTry: input.confirmedLastTry } as const;
    await enter(memory, device, entry, async () => {
      done = await client.initialise(where, as);
    });
    if (done === null) throw new AppError('internal');
    return done;
  }
}
