// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ObjectReport } from '../module-port.ts';
import type { TokenView } from './connected-tokens.ts';

/** ykcs11: numbered PIV slots (NIST SP 800-73-4), written under the management key as SO PIN. */
export function isPivModule({ token }: Pick<TokenView, 'token'>): boolean {
  return token.writesAs === 'so';
}

/** CKA_ID 1 to 4 are 9a, 9c, 9d and 9e, 5 to 24 the retired 82 to 95. Card authentication (9e) needs no PIN: last. */
const places = [1, 2, 3, ...Array.from({ length: 20 }, (_, at) => at + 5), 4];

/** CKA_ID; an occupied slot would be overwritten. Errors: `token-full`. */
export function freePivPlace(held: readonly ObjectReport[]): number {
  const taken = new Set(
    held.flatMap((each) => (each.class === 'private-key' || each.class === 'certificate' ? [each.keyId] : [])),
  );
  const free = places.find((place) => !taken.has(pivKeyId(place)));
  if (free === undefined) throw new AppError('token-full');
  return free;
}

export function pivKeyId(place: number): string {
  return place.toString(16).padStart(2, '0');
}
