// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isRsa, keyUnsupported } from '../../../formats/keys/runtime-key.ts';
import type { ParseClient } from '../../../parser/parse-client.ts';
import type { ObjectReport, SignatureScheme, TokenSession } from '../../module-port.ts';

export interface TokenKey {
  readonly object: ObjectReport;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly scheme: SignatureScheme;
}

/**
 * Many tokens hide a key's public half, so this uses the public key or certificate with the same CKA_ID. Throws
 * `not-found`, `unsupported-algorithm` (no public half), `key-unsupported`.
 */
export async function keyNamed(session: TokenSession, parse: ParseClient, objectId: string): Promise<TokenKey> {
  const objects = await readAll(session);
  const named = objects.find(({ id }) => id === objectId);
  const object = named && (named.class === 'private-key' ? named : privateKeyBeside(objects, named));
  if (!object) throw new AppError('not-found');
  return keyOf(object, await publicHalf(objects, object, parse));
}

/** Throws `not-found`, `key-unsupported`. */
export async function keyWithSpki(session: TokenSession, parse: ParseClient, spkiSha256: string): Promise<TokenKey> {
  const isNamed = (spki: Uint8Array): boolean => createHash('sha256').update(spki).digest('hex') === spkiSha256;
  return await keyWith(session, parse, isNamed);
}

export async function keyWith(
  session: TokenSession,
  parse: ParseClient,
  isWanted: (spki: Uint8Array) => boolean,
): Promise<TokenKey> {
  for await (const { object, publicKey } of privateKeys(session, parse)) {
    if (isWanted(publicKey)) return keyOf(object, publicKey);
  }
  throw new AppError('not-found');
}

export async function keysWithPublicHalf(session: TokenSession, parse: ParseClient): Promise<TokenKey[]> {
  const keys: TokenKey[] = [];
  for await (const { object, publicKey } of privateKeys(session, parse)) {
    const scheme = schemeOf(object, publicKey);
    if (scheme !== null) keys.push({ object, publicKey, scheme });
  }
  return keys;
}

async function* privateKeys(
  session: TokenSession,
  parse: ParseClient,
): AsyncGenerator<{ object: ObjectReport; publicKey: Uint8Array }> {
  const objects = await readAll(session);
  for (const object of objects.filter((each) => each.class === 'private-key')) {
    const publicKey = await publicHalf(objects, object, parse).catch(() => null);
    if (publicKey !== null) yield { object, publicKey };
  }
}

export async function readAll(session: TokenSession): Promise<ObjectReport[]> {
  const objects: ObjectReport[] = [];
  await session.objects((batch) => void objects.push(...batch));
  return objects;
}

function privateKeyBeside(objects: readonly ObjectReport[], named: ObjectReport): ObjectReport | undefined {
  if (named.keyId === '') return undefined;
  return objects.find((each) => each.class === 'private-key' && each.keyId === named.keyId);
}

async function publicHalf(
  objects: readonly ObjectReport[],
  object: ObjectReport,
  parse: ParseClient,
): Promise<Uint8Array> {
  if (object.publicKey !== null) return object.publicKey;
  const beside = objects.filter((each) => object.keyId !== '' && each.keyId === object.keyId);
  const publicKey = beside.find((each) => each.class === 'public-key' && each.publicKey !== null)?.publicKey;
  if (publicKey) return publicKey;
  const certificate = beside.find((each) => each.certificate !== null)?.certificate;
  if (!certificate) throw new AppError('unsupported-algorithm');
  return (await parse.run('spkiOf', { der: certificate })).spki;
}

/** Throws `key-unsupported`. */
export function keyOf(object: ObjectReport, publicKey: Uint8Array): TokenKey {
  const scheme = schemeOf(object, publicKey);
  if (scheme === null) throw keyUnsupported(publicKey);
  return { object, publicKey, scheme };
}

function schemeOf({ algorithm }: Pick<ObjectReport, 'algorithm'>, publicKey: Uint8Array): SignatureScheme | null {
  // Tokens may hide a private key's modulus, and with it the key's size.
  if (algorithm === null && isRsa(publicKey)) return 'rsa-pkcs1-sha256';
  if (algorithm?.startsWith('rsa-') === true) return 'rsa-pkcs1-sha256';
  if (algorithm === 'ec-p256') return 'ecdsa-sha256';
  if (algorithm === 'ec-p384') return 'ecdsa-sha384';
  if (algorithm === 'sm2') return 'sm2-sm3';
  return algorithm === 'ed25519' ? 'ed25519' : null;
}

/** Domain separation. */
const purpose = 'CertSteward: proof that this key can sign\n';

/** Errors: those of `sign`, `code` (invalid signature), `key-unsupported`. */
export async function testSignature(
  session: TokenSession,
  parse: ParseClient,
  { object, publicKey, scheme }: TokenKey,
  code: 'verification-failed' | 'proof-failed',
): Promise<void> {
  const message = Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
  const signature = await session.sign(object.id, scheme, message);
  const { verdict } = await parse.run('verifyWithKey', { spki: publicKey, message, signature, algorithm: scheme });
  if (verdict === 'unknown') throw keyUnsupported(publicKey);
  if (verdict === 'invalid') throw new AppError(code, { what: 'signature' });
}
