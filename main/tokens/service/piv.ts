// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ObjectReport } from '../module-port.ts';
import type { TokenView } from './connected-tokens.ts';

/** Only ykcs11 writes PIV slots as SO. */
export function isPivModule({ token }: Pick<TokenView, 'token'>): boolean {
  return token.writesAs === 'so';
}

/** libykcs11's numbers, ordered as in child/piv/key-place.ts. */
const places = [1, 2, 3, ...Array.from({ length: 20 }, (_, at) => at + 5), 4];

/** Writing would overwrite an occupied slot. Throws `token-full`. */
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
