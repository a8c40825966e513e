// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decryptSm4Ecb } from '../../../main/formats/pbe/primitives/ciphers.ts';
import { decryptSm2 } from '../../../main/formats/keys/sm2-decryption.ts';
import { generateSm2Key, sm2PublicPoint, sm2ScalarOf } from '../../../main/formats/keys/sm2-private-key.ts';
import { envelopedKeyBlob, wrapPair } from '../../../main/tokens/skf/library/enveloped-key.ts';
import { rsaPublicKeyInfo } from '../../../main/tokens/skf/library/layouts.ts';

const ulongs = [4, 8] as const;

describe('[G07] layouts of SKF', () => {
  it.each(ulongs.flatMap((ulong) => (['start', 'end'] as const).map((end) => [ulong, end] as const)))(
    'reads a 1024-bit RSA modulus with a ULONG of %i octets, at the %s of its field',
    (ulong, end) => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
      const blob = Buffer.alloc(2 * ulong + 256 + 4);
      blob.writeUInt32LE(0x10000);
      blob.writeUInt32LE(1024, ulong);
      modulus.copy(blob, 2 * ulong + (end === 'end' ? 128 : 0));
      blob.writeUInt32BE(65537, blob.length - 4);
      const spki = Buffer.from(rsaPublicKeyInfo(blob) ?? []);
      expect(spki.equals(publicKey.export({ type: 'spki', format: 'der' }))).toBe(true);
    },
  );

  it('refuses a public key of another size or with more bits than its field holds', () => {
    const blob = Buffer.alloc(268);
    blob.writeUInt32LE(4096, 4);
    expect(rsaPublicKeyInfo(blob)).toBeNull();
    expect(rsaPublicKeyInfo(Buffer.alloc(100))).toBeNull();
  });

  it.each(ulongs)('places the parts of an enveloped key pair correctly with a ULONG of %i octets', (ulong) => {
    const [pair, signing] = [generateSm2Key(), generateSm2Key()].map(({ pkcs8 }) => sm2ScalarOf(pkcs8)) as [
      Uint8Array,
      Uint8Array,
    ];
    const pointOf = (scalar: Uint8Array): Uint8Array => sm2PublicPoint(scalar) ?? new Uint8Array();
    const forms = wrapPair(pair, pointOf(pair), pointOf(signing));
    const plain = forms.map((form) => {
      const blob = envelopedKeyBlob(form, ulong);
      expect([0, ulong, 2 * ulong].map((at) => blob.readUInt32LE(at))).toEqual([1, 0x401, 256]);
      const cipher = 3 * ulong + 64 + ulong + 128;
      const at = (start: number, length = 32): Buffer => blob.subarray(start, start + length);
      const publicKey = 3 * ulong + 64 + ulong;
      expect(Buffer.concat([at(publicKey + 32), at(publicKey + 96)])).toEqual(Buffer.from(pointOf(pair).subarray(1)));
      expect(blob.readUInt32LE(cipher + 160)).toBe(16);
      const sealed = {
        point: Buffer.concat([at(cipher + 32), at(cipher + 96)]),
        hash: at(cipher + 128),
        content: at(cipher + 160 + ulong, 16),
      };
      const key = decryptSm2(sealed, signing) ?? new Uint8Array();
      return Buffer.from(decryptSm4Ecb(key, at(3 * ulong, form.scalar.length)));
    });
    expect(plain).toEqual([Buffer.from(pair), Buffer.concat([Buffer.alloc(32), pair])]);
  });
});
