// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { publicKeyIdentity } from '../../../main/formats/keys/public-key-identity.ts';

test('[F04] computing the identity of a key leaves the octets of a Buffer unchanged', () => {
  for (let round = 0; round < 4; round++) {
    const spki = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({
      type: 'spki',
      format: 'der',
    });
    const before = spki.toString('hex');
    expect(publicKeyIdentity(spki)[0]).toBeLessThan(4);
    expect(spki.toString('hex')).toBe(before);
  }
});
