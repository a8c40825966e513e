// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import type { Lease } from '../sessions/lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { unpadded } from '../module/padded-text.ts';
import { pivHolds, type PivContent } from './piv-holds.ts';
import { tokenKind } from '../objects/token-kind.ts';
import { objectsWithId } from '../objects/token-objects.ts';
import { withNewSession, withSession } from '../sessions/with-session.ts';

/** `fixed` means CKA_ID can't be changed. */
export interface KeyPlace {
  readonly id: Buffer;
  readonly fixed: boolean;
}

/**
 * libykcs11's numbers: 1 to 4 are slots 9a, 9c, 9d and 9e, 5 to 24 the retired slots 82 to 95. 9e comes last, because
 * it needs no PIN.
 */
const pivPlaces = [1, 2, 3, ...Array.from({ length: 20 }, (_, at) => at + 5), 4];

const patienceMs = 1500;

/**
 * On PIV cards, finds a free slot, because a new key would overwrite an existing one.
 * @throws `token-full`, those of `isFree`
 */
export async function freePlace(module: LoadedModule, lease: Lease): Promise<KeyPlace> {
  if (tokenKind(lease.token) !== 'piv-ykcs11') return { id: randomBytes(20), fixed: false };
  for (const place of pivPlaces) {
    const id = Buffer.of(place);
    if (await isEmpty(module, lease, id)) return { id, fixed: true };
  }
  throw new AppError('token-full');
}

export async function isEmpty(module: LoadedModule, lease: Lease, id: Buffer): Promise<boolean> {
  const isPiv = tokenKind(lease.token) === 'piv-ykcs11';
  return isFree(module, lease, id, isPiv ? ['private-key', 'certificate'] : ['private-key']);
}

/**
 * libykcs11 keeps partial results after a reset. So if it shows nothing, this queries the card or reads again.
 * Errors: `token-busy`, those of `withNewSession`.
 */
export async function isFree(
  module: LoadedModule,
  lease: Lease,
  id: Buffer,
  contents: readonly PivContent[],
): Promise<boolean> {
  const shows = (session: Handle): boolean =>
    contents.some((kind) => objectsWithId(module.cryptoki, session, kind, id.toString('hex')).length > 0);
  if (await withSession(module, lease, shows)) return false;
  if (tokenKind(lease.token) !== 'piv-ykcs11') return true;
  const answer = await askHolds(module, lease, id, contents);
  if (answer === false) return true;
  if ((await withNewSession(module, lease, shows)) || answer === true) return false;
  // This module itself may have held the card (free-card.ts).
  const then = answer === 'held' ? await askHolds(module, lease, id, contents) : null;
  if (then === 'held') throw new AppError('token-busy');
  return then !== true;
}

async function askHolds(
  module: LoadedModule,
  { token }: Lease,
  id: Buffer,
  contents: readonly PivContent[],
): Promise<boolean | null | 'held'> {
  const slot = process.platform === 'linux' ? module.findSlot(token) : null;
  if (slot === null) return null;
  const reader = unpadded(module.cryptoki.slotInfo(slot).slotDescription);
  return pivHolds(reader, { place: id[0] ?? 0, contents, patienceMs }).catch(() => null);
}
