// SPDX-License-Identifier: Apache-2.0
import { sm2 } from 'sm-crypto-v2';
import { contentOf, damagedAt, type DerElement, listChildren, tags } from '../../x509/der/der-reader.ts';
import { toHex } from '../../x509/der/der-values.ts';

/** The parts C1, C3 and C2 (GB/T 32918.4 §6.1). */
export interface Sm2Ciphertext {
  readonly point: Uint8Array;
  readonly hash: Uint8Array;
  readonly content: Uint8Array;
}

const pointLength = 64;
const hashLength = 32;

/**
 * Accepts C1 with or without its leading 04.
 * @throws `damaged`
 */
export function sm2CiphertextOf(octets: Uint8Array): Sm2Ciphertext {
  const bare = octets[0] === 4 && octets.length % 16 === 1 ? octets.subarray(1) : octets;
  if (bare.length <= pointLength + hashLength) throw damagedAt(0);
  return {
    point: bare.subarray(0, pointLength),
    hash: bare.subarray(pointLength, pointLength + hashLength),
    content: bare.subarray(pointLength + hashLength),
  };
}

/**
 * SM2Cipher (GB/T 35276 §7.2).
 * @throws `damaged` (`offset` within `bytes`), `limit-exceeded`
 */
export function readSm2Cipher(bytes: Uint8Array, cipher: DerElement): Sm2Ciphertext {
  const [x, y, hash, content, ...rest] = listChildren(bytes, cipher);
  const isWhole = x?.tag === tags.integer && y?.tag === tags.integer && rest.length === 0;
  if (!isWhole || hash?.tag !== tags.octetString || content?.tag !== tags.octetString) throw damagedAt(cipher.content);
  const point = Buffer.concat([x, y].map((coordinate) => coordinateOf(bytes, coordinate)));
  if (hash.end - hash.content !== hashLength || content.end === content.content) throw damagedAt(hash.start);
  return { point, hash: contentOf(bytes, hash), content: contentOf(bytes, content) };
}

function coordinateOf(bytes: Uint8Array, number: DerElement): Uint8Array {
  const octets = contentOf(bytes, number);
  const significant = octets[0] === 0 ? octets.subarray(1) : octets;
  if (significant.length > pointLength / 2) throw damagedAt(number.start);
  return Buffer.concat([Buffer.alloc(pointLength / 2 - significant.length), significant]);
}

/** Returns null for a different key or altered data (C3). `scalar` has 32 bytes. The caller zeroes the result. */
export function decryptSm2({ point, hash, content }: Sm2Ciphertext, scalar: Uint8Array): Uint8Array | null {
  try {
    const ciphertext = toHex(point) + toHex(hash) + toHex(content);
    const plain = sm2.doDecrypt(ciphertext, toHex(scalar), 1, { output: 'array' });
    return plain.length === content.length ? plain : null;
  } catch {
    // The point is not on the curve.
    return null;
  }
}
