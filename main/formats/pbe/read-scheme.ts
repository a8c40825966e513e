// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, tags } from '../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../x509/der/der-values.ts';
import { algorithmName } from './algorithm-names.ts';
import { readPbes2 } from './pbes2.ts';
import { pkcs5Pbes1 } from './pkcs5-pbes1.ts';
import { maxSaltLength, type PbeScheme } from './pbe-scheme.ts';
import { pkcs12Pbes1 } from './pkcs12-pbes1.ts';

const pbes2Oid = '1.2.840.113549.1.5.13';

/**
 * RFC 8018 App. A, RFC 7292 App. C.
 * @throws `unsupported-algorithm` (`algorithm`: name or OID), `damaged` (`offset`), `limit-exceeded`
 */
export function readScheme(bytes: Uint8Array, algorithm: DerElement): PbeScheme {
  if (algorithm.tag !== tags.sequence) throw damagedAt(algorithm.start);
  const [identifier, parameters] = listChildren(bytes, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(bytes, identifier);
  if (oid === pbes2Oid) return readPbes2(bytes, required(parameters, algorithm));
  const scheme = pkcs12Pbes1(oid) ?? pkcs5Pbes1(oid);
  if (!scheme) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  return scheme(...readPbes1Parameters(bytes, required(parameters, algorithm)));
}

function readPbes1Parameters(bytes: Uint8Array, parameters: DerElement): [salt: Uint8Array, iterations: number] {
  const [salt, iterations] = listChildren(bytes, parameters);
  if (salt?.tag !== tags.octetString || iterations?.tag !== tags.integer) throw damagedAt(parameters.start);
  const count = integerToNumber(bytes, iterations);
  if (count < 1 || salt.end - salt.content > maxSaltLength) throw damagedAt(salt.start);
  return [contentOf(bytes, salt), count];
}

function required(element: DerElement | undefined, parent: DerElement): DerElement {
  if (!element) throw damagedAt(parent.end);
  return element;
}
