// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import type { Lease } from '../sessions/lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { attribute, keyType, mechanism, objectClass } from '../module/numbers.ts';
import { findObject, walkPrivateKeys } from '../objects/token-objects.ts';

/** P-256. */
const sharedBytes = 32;

/**
 * Reads the shared secret from a temporary session object.
 * @throws `not-found`, `unsupported-algorithm` (also if the key needs the PIN each time); CryptokiError
 */
export function agree(
  module: LoadedModule,
  lease: Lease,
  session: Handle,
  { objectId, point }: { readonly objectId: string; readonly point: Uint8Array },
): Uint8Array {
  const { cryptoki } = module;
  const { handle, report } = findObject(walkPrivateKeys(cryptoki, session), objectId);
  const supported = module.mechanismsOf(lease.token, cryptoki.sessionInfo(session).slotID);
  if (!supported.has(mechanism.ecdh1Derive) || report.pinEachTime) {
    throw new AppError('unsupported-algorithm', { algorithm: 'ecdh' });
  }
  const way = { mechanism: mechanism.ecdh1Derive, ecdh: Buffer.from(point) };
  const secret = cryptoki.derive(session, way, handle, [
    { type: attribute.class, value: objectClass.secretKey },
    { type: attribute.keyType, value: keyType.genericSecret },
    { type: attribute.token, value: false },
    { type: attribute.sensitive, value: false },
    { type: attribute.extractable, value: true },
    { type: attribute.valueLength, value: sharedBytes },
  ]);
  try {
    const [value] = cryptoki.read(session, secret, [attribute.value]);
    if (value?.length !== sharedBytes) throw new AppError('unsupported-algorithm', { algorithm: 'ecdh' });
    const shared = Uint8Array.from(value);
    value.fill(0);
    return shared;
  } finally {
    cryptoki.destroy(session, secret);
  }
}
