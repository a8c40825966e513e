// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handle } from './cryptoki.ts';
import type { Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { unpadded } from './padded-text.ts';
import { pivHolds, type PivContent } from './piv-holds.ts';
import { tokenKind } from './token-kind.ts';
import { objectsWithId } from './token-objects.ts';
import { withNewSession, withSession } from './with-session.ts';

/** Where a new key goes: its first CKA_ID, and whether that is a place of the token's and cannot be changed. */
export interface KeyPlace {
  readonly id: Buffer;
  readonly fixed: boolean;
}

/** libykcs11: 1 to 4 are 9a, 9c, 9d and 9e, 5 to 24 the retired 82 to 95. Card authentication (9e) asks for no PIN: last. */
const pivPlaces = [1, 2, 3, ...Array.from({ length: 20 }, (_, at) => at + 5), 4];

/** How long one question waits for a card that some program has to itself. */
const patienceMs = 1500;

/**
 * An empty place, for a key there would be overwritten without a word.
 * @throws AppError `token-full`, and those of `isFree`
 */
export async function freePlace(module: LoadedModule, lease: Lease): Promise<KeyPlace> {
  if (tokenKind(lease.token) !== 'piv-ykcs11') return { id: randomBytes(20), fixed: false };
  for (const place of pivPlaces) {
    const id = Buffer.of(place);
    if (await isEmpty(module, lease, id)) return { id, fixed: true };
  }
  throw new AppError('token-full');
}

/**
 * Whether a new key may go under this CKA_ID: there is none yet, and in a place of a PIV card no certificate either, which
 * that of the new key would be written over. Throws as `isFree` does.
 */
export async function isEmpty(module: LoadedModule, lease: Lease, id: Buffer): Promise<boolean> {
  const isPiv = tokenKind(lease.token) === 'piv-ykcs11';
  return isFree(module, lease, id, isPiv ? ['private-key', 'certificate'] : ['private-key']);
}

/**
 * Whether there is none of `contents` under this CKA_ID. libykcs11 reads a card once, when its first session is opened, and shows
 * what it got also when another program had the card reset or another application selected in the middle of that: where it
 * shows nothing, the card itself is asked, and one that does not tell is read once more. A card that is held back all the
 * while is left alone. Throws AppError `token-busy`, and what a login throws.
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
  const told = await askHolds(module, lease, id, contents);
  if (told === false) return true;
  // Also where the card told: what comes next is to see what the card has.
  if ((await withNewSession(module, lease, shows)) || told === true) return false;
  // It may have been our own module that held it back, until its session was closed (see free-card.ts).
  const then = told === 'held' ? await askHolds(module, lease, id, contents) : null;
  if (then === 'held') throw new AppError('token-busy');
  return then !== true;
}

/** Null: it does not tell, or cannot be asked here. */
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
