// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { confirmUse, requirePin } from '../sessions/confirm-use.ts';
import type { Handle, Mechanism } from '../module/cryptoki.ts';
import { hasReturned } from '../module/cryptoki-error.ts';
import type { Lease } from '../sessions/lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { mechanism, rv } from '../module/numbers.ts';
import type { schemes } from '../pkcs11-protocol.ts';
import { sha256DigestInfo } from './digest-info.ts';
import { findObject, walkPrivateKeys, type FoundObject } from '../objects/token-objects.ts';

export type Scheme = (typeof schemes)[number];

/** Buffer size in octets: enough for RSA-16384, but exact for EdDSA, as NSS requires. */
const roomFor = (scheme: Scheme): number => (scheme === 'ed25519' ? 64 : 2048);

const families: Readonly<Record<Scheme, RegExp>> = {
  'rsa-pkcs1-sha256': /^rsa-/,
  'ecdsa-sha256': /^ec-/,
  'ecdsa-sha384': /^ec-/,
  ed25519: /^ed25519$/,
  // Matches nothing: PKCS#11 doesn't define SM2.
  'sm2-sm3': /^$/,
};

interface Way {
  readonly mechanism: Mechanism;
  readonly data: Buffer;
}

/** Hashes in software for ECDSA, because few tokens support CKM_ECDSA_SHA256. */
function waysTo(scheme: Scheme, message: Uint8Array): Way[] {
  if (scheme === 'rsa-pkcs1-sha256') {
    return [
      { mechanism: { mechanism: mechanism.sha256RsaPkcs }, data: Buffer.from(message) },
      { mechanism: { mechanism: mechanism.rsaPkcs }, data: sha256DigestInfo(message) },
    ];
  }
  if (scheme === 'ed25519') return [{ mechanism: { mechanism: mechanism.eddsa }, data: Buffer.from(message) }];
  const hash = scheme === 'ecdsa-sha384' ? 'sha384' : 'sha256';
  return [{ mechanism: { mechanism: mechanism.ecdsa }, data: createHash(hash).update(message).digest() }];
}

/** @throws `not-found`, `unsupported-algorithm`, those of `confirmUse`; CryptokiError */
export async function sign(
  module: LoadedModule,
  lease: Lease,
  session: Handle,
  wanted: { readonly objectId: string; readonly scheme: Scheme; readonly message: Uint8Array },
): Promise<Uint8Array> {
  const key = findObject(walkPrivateKeys(module.cryptoki, session), wanted.objectId);
  const { algorithm } = key.report;
  if (algorithm !== null && !families[wanted.scheme].test(algorithm))
    throw new AppError('unsupported-algorithm', { algorithm });
  return signWith(module, lease, session, key, wanted);
}

export async function signWith(
  module: LoadedModule,
  lease: Lease,
  session: Handle,
  key: FoundObject,
  { scheme, message }: { readonly scheme: Scheme; readonly message: Uint8Array },
): Promise<Uint8Array> {
  const { cryptoki } = module;
  const supported = module.mechanismsOf(lease.token, cryptoki.sessionInfo(session).slotID);
  const ways = waysTo(scheme, message).filter((way) => supported.has(way.mechanism.mechanism));
  let refusal: unknown = new AppError('unsupported-algorithm', { algorithm: scheme });
  for (const { mechanism: way, data } of ways) {
    try {
      if (key.report.pinEachTime) requirePin(lease);
      cryptoki.signInit(session, way, key.handle);
      if (key.report.pinEachTime) await confirmUse(module, lease, session);
      return Uint8Array.from(await cryptoki.sign(session, data, roomFor(scheme)));
    } catch (error) {
      if (!hasReturned(error, rv.mechanismInvalid, rv.mechanismParamInvalid)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
