import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { tokenKind } from './token-kind.ts';
import { objectsWithId } from './token-objects.ts';
import type { TokenName } from './token-report.ts';

/** Where a new key goes: its first CKA_ID, and whether that is a place of the token's and cannot be changed. */
export interface KeyPlace {
  readonly id: Buffer;
  readonly fixed: boolean;
}

/** libykcs11: 1 to 4 are 9a, 9c, 9d and 9e, 5 to 24 the retired 82 to 95. Card authentication (9e) asks for no PIN: last. */
const pivPlaces = [1, 2, 3, ...Array.from({ length: 20 }, (_, at) => at + 5), 4];

/**
 * An empty place, for a key there would be overwritten without a word.
 * @throws AppError `token-full`
 */
export function freePlace(cryptoki: Cryptoki, session: Handle, token: TokenName): KeyPlace {
  if (tokenKind(token) !== 'piv-ykcs11') return { id: randomBytes(20), fixed: false };
  const free = pivPlaces.find((place) => isEmpty(cryptoki, session, Buffer.of(place)));
  if (free === undefined) throw new AppError('token-full');
  return { id: Buffer.of(free), fixed: true };
}

export function isEmpty(cryptoki: Cryptoki, session: Handle, id: Buffer): boolean {
  return objectsWithId(cryptoki, session, 'private-key', id.toString('hex')).length === 0;
}
