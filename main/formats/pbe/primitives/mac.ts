// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, tags } from '../../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../../x509/der/der-values.ts';
import { algorithmName } from '../algorithm-names.ts';
import { hashByDigestOid, hashByHmacOid, type PbeHash } from './hashes.ts';
import { hmac } from './hmac.ts';
import { readDerivation } from '../key-derivation.ts';
import { maxSaltLength, type PasswordForm } from '../pbe-scheme.ts';
import { pkcs12Kdf, pkcs12Purpose } from './pkcs12-kdf.ts';

const pbmac1Oid = '1.2.840.113549.1.5.14';
/** Shorter keys could be brute-forced (RFC 9579 §5). */
const minPbmac1KeyLength = 20;

export interface PasswordMac {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  readonly work: number;
  readonly matches: (password: Uint8Array, data: Uint8Array) => boolean;
}

/**
 * MacData (RFC 7292 §4, RFC 9579 §4).
 * @throws `unsupported-algorithm`, `damaged`, `limit-exceeded`
 */
export function readMac(bytes: Uint8Array, macData: DerElement): PasswordMac {
  const [digestInfo, salt, iterations] = listChildren(bytes, macData);
  if (digestInfo?.tag !== tags.sequence || salt?.tag !== tags.octetString) throw damagedAt(macData.start);
  const [algorithm, digest] = listChildren(bytes, digestInfo);
  if (algorithm?.tag !== tags.sequence || digest?.tag !== tags.octetString) throw damagedAt(digestInfo.start);
  const [identifier, parameters] = listChildren(bytes, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(bytes, identifier);
  const expected = contentOf(bytes, digest);
  if (oid === pbmac1Oid) return readPbmac1(bytes, parameters, algorithm, expected);

  const hash = hashByDigestOid(oid);
  if (!hash) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  if (iterations && iterations.tag !== tags.integer) throw damagedAt(iterations.start);
  const count = iterations ? integerToNumber(bytes, iterations) : 1;
  if (count < 1 || salt.end - salt.content > maxSaltLength) throw damagedAt(salt.start);
  if (expected.length !== hash.outputLength) throw damagedAt(digest.start);
  return {
    name: `HMAC-${hash.name}`,
    passwordForm: 'pkcs12',
    work: count * hash.cost.round,
    matches: (password, data) =>
      timingSafeEqual(pkcs12Mac(hash, password, contentOf(bytes, salt), count, data), expected),
  };
}

export function pkcs12Mac(
  hash: PbeHash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  data: Uint8Array,
): Uint8Array {
  const key = pkcs12Kdf(hash, password, salt, iterations, pkcs12Purpose.mac, hash.outputLength);
  const mac = hmac(hash, key, data);
  key.fill(0);
  return mac;
}

/** RFC 8018 App. A.5. Ignores MacData's salt and count (RFC 9579 §4). */
function readPbmac1(
  bytes: Uint8Array,
  parameters: DerElement | undefined,
  parent: DerElement,
  expected: Uint8Array,
): PasswordMac {
  if (parameters?.tag !== tags.sequence) throw damagedAt(parent.start);
  const [kdf, scheme] = listChildren(bytes, parameters);
  if (kdf?.tag !== tags.sequence || scheme?.tag !== tags.sequence) throw damagedAt(parameters.start);
  const [identifier] = listChildren(bytes, scheme);
  if (!identifier) throw damagedAt(scheme.start);
  const oid = readOid(bytes, identifier);
  const hash = hashByHmacOid(oid);
  if (!hash) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  const { keyLength, workOf, name, derive } = readDerivation(bytes, kdf);
  if (keyLength === null || keyLength < minPbmac1KeyLength) throw damagedAt(kdf.start);
  if (expected.length !== hash.outputLength) throw damagedAt(parent.start);
  return {
    name: `PBMAC1 ${name} HMAC-${hash.name}`,
    passwordForm: 'octets',
    work: workOf(keyLength),
    matches: (password, data) => timingSafeEqual(hmac(hash, derive(password, keyLength), data), expected),
  };
}
