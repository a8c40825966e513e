// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { WrappedPair } from '../../../formats/cfca/wrapped-key.ts';
import { sm2CiphertextOf } from '../../../formats/keys/sm2-decryption.ts';
import { scalarLength } from '../../../formats/keys/sm2-private-key.ts';
import { encryptSm4Ecb } from '../../../formats/pbe/primitives/ciphers.ts';
import { sm4Ecb } from './numbers.ts';

const coordinate = 64;
const field = 32;
const bits = 8 * field;
/** cbEncryptedPriKey */
const scalarRoom = 64;

/** ENVELOPEDKEYBLOB, version 1. `ulong` is in octets. */
export function envelopedKeyBlob({ point, scalar, key }: WrappedPair, ulong: 4 | 8): Buffer {
  const number = (value: number): Buffer => {
    const cell = Buffer.alloc(ulong);
    cell.writeUInt32LE(value);
    return cell;
  };
  // Some compilers round up the structure's size.
  const rest = Buffer.alloc(2 * ulong);
  return Buffer.concat([
    ...[1, sm4Ecb, bits].map(number),
    scalar,
    Buffer.alloc(scalarRoom - scalar.length),
    number(bits),
    ...coordinates(point),
    ...coordinates(key.point),
    key.hash,
    number(key.content.length),
    key.content,
    rest,
  ]);
}

/** Each coordinate is right-aligned in its field. */
function coordinates(point: Uint8Array): Uint8Array[] {
  const room = Buffer.alloc(coordinate - field);
  return [room, point.subarray(0, field), room, point.subarray(field)];
}

/**
 * Wraps the scalar both unpadded and left-padded to 64 octets, because libraries differ and the standard specifies
 * neither.
 * @param scalar 32 octets
 * @param point uncompressed, like `signingPoint`
 */
export function wrapPair(scalar: Uint8Array, point: Uint8Array, signingPoint: Uint8Array): WrappedPair[] {
  const sm4Key = randomBytes(16);
  const wide = Buffer.concat([Buffer.alloc(scalarRoom - scalarLength), scalar]);
  try {
    const ciphertext = sm2.doEncrypt(sm4Key, Buffer.from(signingPoint).toString('hex'), 1);
    const key = sm2CiphertextOf(Buffer.from(ciphertext, 'hex'));
    return [scalar, wide].map((plain) => ({
      point: point.subarray(1),
      scalar: encryptSm4Ecb(sm4Key, plain),
      key,
    }));
  } finally {
    sm4Key.fill(0);
    wide.fill(0);
  }
}
