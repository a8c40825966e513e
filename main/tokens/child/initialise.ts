// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Cryptoki, Handle } from './module/cryptoki.ts';
import { slotNumber, type LoadedModule } from './module/loaded-module.ts';
import { userType } from './module/numbers.ts';
import { paddedLabel, type Pin } from './module/pin-functions.ts';
import type { SlotReportMessage, TokenReportMessage } from './pkcs11-protocol.ts';
import { unpadded } from './module/padded-text.ts';
import type { TokenName } from './objects/token-kind.ts';
import { tokenKey } from './objects/token-report.ts';

export interface Initialisation {
  readonly where: { readonly token: TokenName } | { readonly slot: string };
  readonly label: string;
  readonly soPin: Pin;
  readonly pin: Pin | undefined;
}

/**
 * Returns a new report, because SoftHSM assigns another slot and serial number.
 * @throws `token-not-found`, `verification-failed`; CryptokiError
 */
export function initialise(module: LoadedModule, { where, label, soPin, pin }: Initialisation): TokenReportMessage {
  const { cryptoki } = module;
  const slot = slotOf(module, where);
  const before = new Set(module.slots().flatMap(({ token }) => (token === null ? [] : [tokenKey(token)])));
  if ('token' in where) endKept(module, where.token);
  cryptoki.initToken(slot, soPin, label);
  const written = unpadded(paddedLabel(label).toString('utf8'));
  const made = look(module, slot, written, before);
  if (pin === undefined) return made.token;
  setFirstPin(cryptoki, made.slot, soPin, pin);
  const after = module.slots().find(({ token }) => token !== null && tokenKey(token) === tokenKey(made.token));
  if (!after?.token?.flags.userPinInitialized) throw new AppError('verification-failed');
  return after.token;
}

function slotOf(module: LoadedModule, where: Initialisation['where']): Handle {
  const slot =
    'token' in where
      ? module.findSlot(where.token)
      : (module.cryptoki.slots().find((candidate) => slotNumber(candidate) === where.slot) ?? null);
  if (slot === null) throw new AppError('token-not-found');
  return slot;
}

/** C_InitToken fails with CKR_SESSION_EXISTS if a session is open. */
function endKept({ cryptoki, kept }: LoadedModule, token: TokenName): void {
  const login = kept.get(tokenKey(token));
  if (login === undefined) return;
  kept.delete(tokenKey(token));
  try {
    cryptoki.closeSession(login.session);
  } catch {
    // The session is already closed.
  }
}

interface Made {
  readonly slot: Handle;
  readonly token: TokenReportMessage;
}

function look(module: LoadedModule, old: Handle, label: string, before: ReadonlySet<string>): Made {
  const named = module.slots().filter(({ token }) => token?.label === label && token.flags.tokenInitialized);
  const isNew = ({ token }: SlotReportMessage): boolean => token !== null && !before.has(tokenKey(token));
  const found = named.find(isNew) ?? named.find(({ slot }) => slot === slotNumber(old)) ?? named[0];
  const slot = module.cryptoki.slots().find((candidate) => slotNumber(candidate) === found?.slot);
  if (!found?.token || slot === undefined) throw new AppError('verification-failed');
  return { slot, token: found.token };
}

function setFirstPin(cryptoki: Cryptoki, slot: Handle, soPin: Pin, pin: Pin): void {
  const session = cryptoki.openSession(slot, true);
  try {
    cryptoki.login(session, userType.so, soPin);
    cryptoki.initPin(session, pin);
    cryptoki.logout(session);
  } finally {
    cryptoki.closeSession(session);
  }
}
