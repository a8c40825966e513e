// SPDX-License-Identifier: Apache-2.0
import { createECDH, type ECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { p256TagRecipient, spkiOfP256Tag } from '../../../../main/vault/age/age-p256-tag.ts';
import { decryptByTokenKey, encryptToTokenKey } from '../../../../main/vault/age/age-files.ts';

const head = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

function newKey(): { readonly key: ECDH; readonly spki: Buffer; readonly recipient: string } {
  const key = createECDH('prime256v1');
  key.generateKeys();
  const spki = Buffer.concat([head, key.getPublicKey()]);
  return { key, spki, recipient: p256TagRecipient(spki) ?? '' };
}
const agreeing = (key: ECDH) => async (point: Uint8Array) => await Promise.resolve(key.computeSecret(point));

test('[K02] [T12] opens what the age library seals for a P-256 key, by ECDH and with that key alone', async () => {
  const [own, other] = [newKey(), newKey()];
  const plain = Buffer.from('AGE-SECRET-KEY-1');
  const file = await encryptToTokenKey(own.recipient, plain);
  expect(Buffer.from(file).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> p256tag /);
  expect(await decryptByTokenKey(own.recipient, file, agreeing(own.key))).toEqual(new Uint8Array(plain));
  // The file's tag names `own`, so `other` isn't used.
  const asked: Uint8Array[] = [];
  const count = async (point: Uint8Array) => {
    asked.push(point);
    return await agreeing(other.key)(point);
  };
  expect(await decryptByTokenKey(other.recipient, file, count)).toBeNull();
  expect(asked).toEqual([]);
  expect(await decryptByTokenKey(own.recipient, file, agreeing(other.key))).toBeNull();
  const refused = decryptByTokenKey(own.recipient, file, async () => await Promise.reject(new Error('gone')));
  await expect(refused).rejects.toThrow('gone');
  const changed = Uint8Array.from(file, (octet, at) => (at === file.length - 1 ? octet ^ 1 : octet));
  expect(await decryptByTokenKey(own.recipient, changed, agreeing(own.key))).toBeNull();
});

test('[K02] converts a P-256 key to an age recipient and back, and refuses malformed keys and texts', () => {
  for (let count = 0; count < 20; count += 1) {
    const { spki, recipient } = newKey();
    expect(recipient).toMatch(/^age1tag1[a-z0-9]{59}$/);
    expect(Buffer.from(spkiOfP256Tag(recipient) ?? [])).toEqual(spki);
    const at = 10 + count;
    const typo = recipient.slice(0, at) + (recipient[at] === 'q' ? 'p' : 'q') + recipient.slice(at + 1);
    expect(spkiOfP256Tag(typo), typo).toBeNull();
  }
  const { spki, recipient } = newKey();
  const offCurve = Buffer.from(spki);
  offCurve[90] = (offCurve[90] ?? 0) ^ 1;
  for (const wrong of [spki.subarray(1), Buffer.concat([spki, spki]), offCurve])
    expect(p256TagRecipient(wrong)).toBeNull();
  for (const wrong of ['', 'age1tag1', recipient.slice(0, -1), recipient.replace('age1tag1', 'age1')]) {
    expect(spkiOfP256Tag(wrong), wrong).toBeNull();
  }
});
