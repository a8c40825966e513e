// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import type { PlaceReading } from '../../../stores/inventory/placements.ts';
import type { StoredCertificate } from '../../../stores/store-port.ts';
import { maskIdentityNumbers } from '../../../../shared/domain/certificates/identity-numbers.ts';
import type { ListedObject, ObjectListings } from './object-listings.ts';

export async function holdingsOf(tokens: readonly Token[], listings: ObjectListings): Promise<PlaceReading[]> {
  return await Promise.all(
    tokens.filter(({ initialised }) => initialised).map(async (each) => holdingOf(each, listings)),
  );
}

async function holdingOf(token: Token, listings: ObjectListings): Promise<PlaceReading> {
  const { id, serial, label } = token;
  const place = {
    store: { id: `token:${serial === '' ? id.slice(0, 16) : serial}`, kind: 'token' },
    description: { name: maskIdentityNumbers(label === '' ? serial : label), running: false },
  } as const;
  try {
    const objects = await listings.whole(id, { fresh: true });
    return { ...place, certificates: certificatesOf(token, objects), code: null };
  } catch (error) {
    if (error instanceof AppError) return { ...place, certificates: null, code: error.code };
    throw error;
  }
}

function certificatesOf(token: Token, objects: readonly ListedObject[]): StoredCertificate[] {
  const keyed = new Set(objects.flatMap(({ view }) => (view.class === 'private-key' ? [view.pair] : [])));
  const hardware = [token.maker, token.model].filter((text) => text !== '').join(' ') || token.moduleName;
  // Most tokens show private keys only after a login.
  const unseen = token.loginRequired && !token.unlocked ? null : false;
  return objects.flatMap(({ fields, view }) =>
    fields === null
      ? []
      : [{ fields, nickname: view.label === '' ? null : view.label, hasKey: keyed.has(view.pair) || unseen, hardware }],
  );
}
