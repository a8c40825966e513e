// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import {
  decryptWithPassphrase,
  encryptTo,
  encryptWithPassphrase,
  newIdentity,
} from '../../../../main/vault/age/age-files.ts';
import { readAgeHeader } from '../../../../main/vault/age/age-header.ts';

test('[K02] reads the recipient type and work factor from an age header', async () => {
  const { recipient } = await newIdentity();
  const toRecipient = await encryptTo(recipient, Buffer.from('x'));
  expect(readAgeHeader(toRecipient)).toMatchObject({ recipientTypes: ['X25519'], scryptWorkFactor: null });
  const underPassphrase = await encryptWithPassphrase('p', Buffer.from('x'), 4);
  expect(readAgeHeader(underPassphrase)).toMatchObject({ recipientTypes: ['scrypt'], scryptWorkFactor: 4 });
});

test('[K08] finds no age header in a truncated or foreign file', async () => {
  const { recipient } = await newIdentity();
  const file = await encryptTo(recipient, new Uint8Array());
  expect(readAgeHeader(file)).not.toBeNull();
  for (let length = 0; length < file.length; length += 1) expect(readAgeHeader(file.subarray(0, length))).toBeNull();
  expect(readAgeHeader(Buffer.from('SQLite format 3\0'))).toBeNull();
});

test('[K02] refuses a file with a scrypt work factor above 2^20 before scrypt runs', async () => {
  const file = await encryptWithPassphrase('p', Buffer.from('x'), 4);
  expect(await decryptWithPassphrase('p', file)).toEqual(new Uint8Array([0x78]));
  const text = Buffer.from(file).toString('latin1');
  for (const factor of ['21', '99', '0', '4294967296']) {
    const costly = Buffer.from(text.replace(/(-> scrypt \S+) 4\n/, `$1 ${factor}\n`), 'latin1');
    expect(costly.equals(file)).toBe(false);
    expect(await decryptWithPassphrase('p', costly)).toBeNull();
  }
});
