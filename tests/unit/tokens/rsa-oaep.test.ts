// SPDX-License-Identifier: Apache-2.0
import { constants, publicEncrypt, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeOaep, isOutOfRange } from '../../../main/tokens/child/keys/rsa-oaep.ts';
import { newRsaKey, rawDecrypt } from '../../support/openssl/rsa-key.ts';

const key = newRsaKey();
const label = Buffer.from('a label');

function encrypted(plain: Uint8Array, own = label): Buffer {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt(
    { key: key.privateKey, padding, oaepHash: 'sha256', ...(own.length > 0 && { oaepLabel: own }) },
    plain,
  );
}

describe('OAEP decoding in software', () => {
  test('[T12] decodes what the runtime encrypts, at every plaintext length', () => {
    for (const length of [0, 1, 16, 100, 190]) {
      const plain = randomBytes(length);
      const block = rawDecrypt(key.privateKey, encrypted(plain));
      expect(decodeOaep(block, label), `${length}`).toEqual(plain);
    }
    const plain = Buffer.from('no label');
    expect(decodeOaep(rawDecrypt(key.privateKey, encrypted(plain, Buffer.alloc(0))), Buffer.alloc(0))).toEqual(plain);
  });

  test('[T12] rejects another label, a short block and a change before the plaintext', () => {
    const block = rawDecrypt(key.privateKey, encrypted(randomBytes(16)));
    expect(decodeOaep(block, Buffer.from('another'))).toBeNull();
    for (let at = 0; at < block.length; at += 1) {
      const changed = Buffer.from(block);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      const opened = decodeOaep(changed, label);
      // A change before the plaintext must be detected; after one within it, the result need only differ.
      if (at < block.length - 16) expect(opened, `${at}`).toBeNull();
      else expect(opened).not.toEqual(decodeOaep(block, label));
    }
    expect(decodeOaep(block.subarray(0, 65), label)).toBeNull();
    expect(decodeOaep(Buffer.alloc(256), label)).toBeNull();
  });

  test('[T12] treats a number at or above the modulus as out of range, whatever its leading zeros', () => {
    const modulus = Buffer.from('00c0ffee', 'hex');
    for (const below of ['c0ffed', '0000c0ffed', '01', '']) {
      expect(isOutOfRange(Buffer.from(below, 'hex'), modulus), below).toBe(false);
    }
    for (const above of ['c0ffee', '00c0ffee', '01c0ffed', 'ffffff']) {
      expect(isOutOfRange(Buffer.from(above, 'hex'), modulus), above).toBe(true);
    }
  });
});
