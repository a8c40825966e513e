// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { confirmUse, requirePin } from '../sessions/confirm-use.ts';
import { hasReturned } from '../module/cryptoki-error.ts';
import type { Handle, Mechanism } from '../module/cryptoki.ts';
import type { Lease } from '../sessions/lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { attribute, mechanism, rv } from '../module/numbers.ts';
import { createAttributeReader } from '../objects/read-attributes.ts';
import { decodeOaep, isOutOfRange } from './rsa-oaep.ts';
import { findObject, walkPrivateKeys } from '../objects/token-objects.ts';

export interface ToDecrypt {
  readonly objectId: string;
  readonly label: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Errors from modules whose OAEP doesn't support SHA-256 (SoftHSM: CKR_ARGUMENTS_BAD) or labels. */
const otherOaep = [
  rv.argumentsBad,
  rv.mechanismInvalid,
  rv.mechanismParamInvalid,
  rv.encryptedDataInvalid,
  rv.encryptedDataLength,
];

/**
 * RSA-OAEP, with raw RSA as the fallback.
 * @throws `not-found`, `unsupported-algorithm`, `verification-failed` (not encrypted to this key), those of
 * `confirmUse`; CryptokiError
 */
export async function decrypt(
  module: LoadedModule,
  lease: Lease,
  session: Handle,
  { objectId, label, ciphertext }: ToDecrypt,
): Promise<Uint8Array> {
  const key = findObject(walkPrivateKeys(module.cryptoki, session), objectId);
  // Check first: SoftHSM answers an out-of-range ciphertext with CKR_GENERAL_ERROR.
  const modulus = createAttributeReader(module.cryptoki, session)(key.handle, [attribute.modulus]).get(
    attribute.modulus,
  );
  if (modulus?.length && isOutOfRange(ciphertext, modulus)) throw notToThisKey();
  const supported = module.mechanismsOf(lease.token, module.cryptoki.sessionInfo(session).slotID);
  const openBy = async (way: Mechanism): Promise<Buffer> => {
    if (key.report.pinEachTime) requirePin(lease);
    module.cryptoki.decryptInit(session, way, key.handle);
    if (key.report.pinEachTime) await confirmUse(module, lease, session);
    return module.cryptoki.decrypt(session, Buffer.from(ciphertext), ciphertext.length);
  };
  if (supported.has(mechanism.rsaPkcsOaep)) {
    try {
      const oaep = { hash: mechanism.sha256, mask: mechanism.mgf1Sha256, label: Buffer.from(label) };
      return taken(await openBy({ mechanism: mechanism.rsaPkcsOaep, oaep }));
    } catch (error) {
      if (!hasReturned(error, ...otherOaep)) throw error;
    }
  }
  if (!supported.has(mechanism.rsaX509)) throw new AppError('unsupported-algorithm', { algorithm: 'rsa-oaep' });
  const raw = await openBy({ mechanism: mechanism.rsaX509 });
  // Modules may drop leading zeros.
  const block = Buffer.concat([Buffer.alloc(Math.max(0, ciphertext.length - raw.length)), raw]);
  raw.fill(0);
  const plain = decodeOaep(block, label);
  block.fill(0);
  if (plain === null) throw notToThisKey();
  return taken(plain);
}

function notToThisKey(): AppError {
  return new AppError('verification-failed', { what: 'ciphertext' });
}

function taken(plain: Buffer): Uint8Array {
  const copy = Uint8Array.from(plain);
  plain.fill(0);
  return copy;
}
