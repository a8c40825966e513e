// SPDX-License-Identifier: Apache-2.0
import type { KeyToImport } from '../keys/unwrap-key.ts';
import { randomBytes, verify, type KeyObject } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { keyFacts } from '../../../formats/keys/key-facts.ts';
import { runtimePublicKey } from '../../../formats/keys/runtime-key.ts';
import { createPrivateKey, createPublicHalf } from './create-key.ts';
import type { Handle } from '../module/cryptoki.ts';
import { CryptokiError } from '../module/cryptoki-error.ts';
import { readBack, sweep } from './generate.ts';
import { type Lease } from '../sessions/lease.ts';
import { withSession } from '../sessions/with-session.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import type { ObjectReportMessage } from '../pkcs11-protocol.ts';
import { isEmpty } from '../piv/key-place.ts';
import { signWith, type Scheme } from '../keys/sign.ts';
import { tokenKind } from './token-kind.ts';
import { objectsWithId } from './token-objects.ts';
import { unwrapPrivateKey } from '../keys/unwrap-key.ts';

/**
 * @throws `damaged`, `unsupported-algorithm`, `key-unsupported`, `already-installed`, `verification-failed`,
 * those of `isFree`; CryptokiError
 */
export async function importKey(module: LoadedModule, lease: Lease, item: KeyToImport): Promise<ObjectReportMessage> {
  const { algorithm, spki } = keyFacts(item.pkcs8);
  if (spki === null) throw new AppError('unsupported-algorithm', { algorithm });
  const publicKey = runtimePublicKey(spki);
  const { cryptoki } = module;
  const keyId = item.pivSlot === null ? item.keyId : Buffer.of(item.pivSlot).toString('hex');
  // A PIV card would overwrite the existing object.
  if (!(await isEmpty(module, lease, Buffer.from(keyId, 'hex')))) throw new AppError('already-installed');
  let begun = false;
  const attempt = async (session: Handle): Promise<ObjectReportMessage> => {
    begun = true;
    try {
      write(module, lease, session, { ...item, keyId }, spki);
      if (lease.login?.who !== 'so') await testSignature(module, lease, session, keyId, publicKey);
      const made = readBack(cryptoki, session, keyId);
      if (made.publicKey !== null && Buffer.compare(made.publicKey, spki) !== 0)
        throw new AppError('verification-failed');
      return { ...made, publicKey: spki, algorithm };
    } catch (error) {
      takeAway(module, session, keyId);
      throw error;
    }
  };
  return withSession(module, lease, attempt, (session) => {
    if (begun) sweep(cryptoki, session, keyId);
  });
}

function write(
  { cryptoki }: LoadedModule,
  { token }: Lease,
  session: Handle,
  item: KeyToImport,
  spki: Uint8Array,
): void {
  try {
    createPrivateKey(cryptoki, session, item, tokenKind(token));
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    unwrapPrivateKey(cryptoki, session, item, error);
  }
  try {
    createPublicHalf(cryptoki, session, item, spki);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}

const schemes: readonly (readonly [RegExp, Scheme])[] = [
  [/^rsa-/, 'rsa-pkcs1-sha256'],
  [/^ec-/, 'ecdsa-sha256'],
  [/^ed25519$/, 'ed25519'],
];

async function testSignature(
  module: LoadedModule,
  lease: Lease,
  session: Handle,
  keyId: string,
  publicKey: KeyObject,
): Promise<void> {
  const [key] = objectsWithId(module.cryptoki, session, 'private-key', keyId);
  if (key === undefined) throw new AppError('verification-failed');
  const message = randomBytes(32);
  const name =
    publicKey.asymmetricKeyType === 'rsa' ? 'rsa-' : publicKey.asymmetricKeyType === 'ec' ? 'ec-' : 'ed25519';
  const scheme = schemes.find(([names]) => names.test(name))?.[1];
  if (scheme === undefined) throw new AppError('unsupported-algorithm', { algorithm: name });
  const signature = await signWith(module, lease, session, key, { scheme, message });
  const hash = scheme === 'ed25519' ? null : 'sha256';
  if (!verify(hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature))
    throw new AppError('verification-failed');
}

function takeAway({ cryptoki }: LoadedModule, session: Handle, keyId: string): void {
  try {
    sweep(cryptoki, session, keyId);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}
