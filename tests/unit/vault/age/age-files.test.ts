// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decryptWith, encryptTo, newIdentity, openerOf } from '../../../../main/vault/age/age-files.ts';

describe('[K02] files for one identity', () => {
  test.each([0, 1, 138, 65_536, 65_537])('decrypts %i octets unchanged', async (size) => {
    const { identity, recipient } = await newIdentity();
    const plain = new Uint8Array(randomBytes(size));
    expect(await decryptWith(identity, await encryptTo(recipient, plain))).toEqual(plain);
  });

  test('refuses another identity', async () => {
    const [one, other] = [await newIdentity(), await newIdentity()];
    const file = await encryptTo(one.recipient, Buffer.from('x'));
    expect(await decryptWith(other.identity, file)).toBeNull();
    const open = openerOf(one.identity);
    expect([await open(file), await open(file)]).toEqual(
      [Buffer.from('x'), Buffer.from('x')].map((x) => new Uint8Array(x)),
    );
  });

  test('refuses a file with a changed octet, a cut or a tail', async () => {
    const one = await newIdentity();
    const file = await encryptTo(one.recipient, Buffer.from('a private key'));
    const open = openerOf(one.identity);
    expect(await open(file)).toEqual(new Uint8Array(Buffer.from('a private key')));
    for (let at = 0; at < file.length; at += 1) {
      for (const bit of [0x01, 0x20]) {
        const changed = Uint8Array.from(file);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(await open(changed), `octet ${at}`).toBeNull();
      }
      expect(await open(file.subarray(0, at))).toBeNull();
    }
    expect(await open(Buffer.concat([file, new Uint8Array(1)]))).toBeNull();
  });
});
