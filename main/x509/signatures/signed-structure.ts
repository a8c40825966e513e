// SPDX-License-Identifier: Apache-2.0
import {
  damagedAt,
  type DerElement,
  encodingOf,
  expectElement,
  readElement,
  readWhole,
  tags,
} from '../der/der-reader.ts';
import { readOid } from '../der/der-values.ts';

export interface SignedStructure {
  readonly signed: Uint8Array;
  readonly algorithmOid: string;
  readonly parameters: Uint8Array | null;
  readonly signature: Uint8Array;
}

export interface PublicKeyParts {
  readonly algorithmOid: string;
  readonly curveOid: string | null;
  readonly parameters: Uint8Array | null;
  readonly key: Uint8Array;
}

export function readSignedStructure(der: Uint8Array): SignedStructure {
  const whole = readWhole(der, tags.sequence);
  const signed = expectElement(der, tags.sequence, whole.content, whole.end);
  const algorithm = expectElement(der, tags.sequence, signed.end, whole.end);
  const bits = expectElement(der, tags.bitString, algorithm.end, whole.end);
  const identifier = readElement(der, algorithm.content, algorithm.end);
  const parameters = identifier.end < algorithm.end ? readElement(der, identifier.end, algorithm.end) : null;
  return {
    signed: encodingOf(der, signed),
    algorithmOid: readOid(der, identifier),
    parameters: parameters && encodingOf(der, parameters),
    signature: wholeOctets(der, bits),
  };
}

export function readPublicKeyParts(spki: Uint8Array): PublicKeyParts {
  const whole = readWhole(spki, tags.sequence);
  const algorithm = expectElement(spki, tags.sequence, whole.content, whole.end);
  const identifier = readElement(spki, algorithm.content, algorithm.end);
  const parameters = identifier.end < algorithm.end ? readElement(spki, identifier.end, algorithm.end) : null;
  return {
    algorithmOid: readOid(spki, identifier),
    parameters: parameters && encodingOf(spki, parameters),
    curveOid: parameters?.tag === tags.oid ? readOid(spki, parameters) : null,
    key: wholeOctets(spki, expectElement(spki, tags.bitString, algorithm.end, whole.end)),
  };
}

function wholeOctets(bytes: Uint8Array, bits: DerElement): Uint8Array {
  if (bytes[bits.content] !== 0 || bits.content === bits.end) throw damagedAt(bits.content);
  return bytes.subarray(bits.content + 1, bits.end);
}
