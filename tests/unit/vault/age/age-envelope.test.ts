// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { openEnvelope, readEnvelope, sealEnvelope } from '../../../../main/vault/age/age-envelope.ts';
import {
  decryptWith,
  encryptTo,
  newIdentity,
  openerOf,
  type NewIdentity,
} from '../../../../main/vault/age/age-files.ts';
import { hasNativeX25519, x25519Key } from '../../../../main/vault/age/age-x25519.ts';
import { readBech32 } from '../../../../main/vault/age/bech32.ts';

const textOf = (octets: Uint8Array) => Buffer.from(octets).toString('utf8');

async function byLibrary({ recipient }: NewIdentity, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return await encrypter.encrypt(plain);
}

async function openedByLibrary({ identity }: NewIdentity, file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(textOf(identity));
  return await decrypter.decrypt(file);
}

const scalarOf = ({ identity }: NewIdentity) => readBech32('age-secret-key-', identity) ?? new Uint8Array();
const shareOf = ({ recipient }: NewIdentity) => readBech32('age', Buffer.from(recipient)) ?? new Uint8Array();

describe('[K02] small age files, made and opened at once', () => {
  test('this runtime has what they need', () => {
    expect(hasNativeX25519()).toBe(true);
  });

  test.each([0, 1, 138, 65_535, 65_536])(
    '%i octets: the library opens ours, ours opens the library’s',
    async (size) => {
      const one = await newIdentity();
      const plain = new Uint8Array(randomBytes(size));
      expect(await openedByLibrary(one, sealEnvelope(shareOf(one), plain))).toEqual(plain);
      const theirs = readEnvelope(await byLibrary(one, plain));
      expect(theirs).not.toBeNull();
      expect(theirs && openEnvelope(x25519Key(scalarOf(one)), theirs)).toEqual(plain);
    },
  );

  test('more than one piece is left to the library, both ways', async () => {
    const one = await newIdentity();
    const plain = new Uint8Array(randomBytes(65_537));
    const file = await encryptTo(one.recipient, plain);
    expect(readEnvelope(file)).toBeNull();
    expect(await openedByLibrary(one, file)).toEqual(plain);
    expect(await decryptWith(one.identity, file)).toEqual(plain);
  });

  test('so is a file for several recipients', async () => {
    const [one, other] = [await newIdentity(), await newIdentity()];
    const encrypter = new Encrypter();
    for (const { recipient } of [other, one]) encrypter.addRecipient(recipient);
    const file = await encrypter.encrypt('x');
    expect(readEnvelope(file)).toBeNull();
    expect(await decryptWith(one.identity, file)).toEqual(new Uint8Array([0x78]));
  });

  test('each file has a key of its own', async () => {
    const { recipient } = await newIdentity();
    const files = await Promise.all([1, 2, 3].map(async () => await encryptTo(recipient, new Uint8Array(64))));
    const parts = files.flatMap((file) => {
      const { share, body, mac, nonce, payload } = readEnvelope(file) ?? expect.unreachable();
      return [share, body, mac, nonce, payload].map((part) => Buffer.from(part).toString('hex'));
    });
    expect(new Set(parts).size).toBe(15);
  });

  test('another identity opens nothing', async () => {
    const [one, other] = [await newIdentity(), await newIdentity()];
    const file = await encryptTo(one.recipient, Buffer.from('x'));
    expect(await decryptWith(other.identity, file)).toBeNull();
    const open = openerOf(one.identity);
    expect([await open(file), await open(file)]).toEqual(
      [Buffer.from('x'), Buffer.from('x')].map((x) => new Uint8Array(x)),
    );
  });

  test('a file with any octet changed, or cut off anywhere, or longer, opens no more', async () => {
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

  test('text that writes the same octets in another way is no envelope', async () => {
    const one = await newIdentity();
    const text = Buffer.from(sealEnvelope(shareOf(one), new Uint8Array(0))).toString('latin1');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    // The last of 43 letters has two bits that count for nothing.
    const other = text.replace(/(-> X25519 \S{42})(\S)/, (_, before: string, last: string) => {
      return `${before}${alphabet[alphabet.indexOf(last) ^ 1]}`;
    });
    expect(Buffer.from(other.slice(32, 75), 'base64')).toEqual(Buffer.from(text.slice(32, 75), 'base64'));
    expect(readEnvelope(Buffer.from(text, 'latin1'))).not.toBeNull();
    expect(readEnvelope(Buffer.from(other, 'latin1'))).toBeNull();
    expect(await decryptWith(one.identity, Buffer.from(other, 'latin1'))).toBeNull();
  });

  test('a share of low order, with which anybody knows the shared secret, opens nothing', async () => {
    const one = await newIdentity();
    for (const share of [new Uint8Array(32), Uint8Array.from([1, ...new Uint8Array(31)])]) {
      expect(await decryptWith(one.identity, weakFile(share, shareOf(one)))).toBeNull();
      expect(() => sealEnvelope(share, new Uint8Array(0))).toThrow('low order');
    }
  });
});

/** A sound file but for its shared secret, which is zero. */
function weakFile(share: Uint8Array, recipient: Uint8Array): Uint8Array {
  const base64 = (octets: Uint8Array) => Buffer.from(octets).toString('base64').replaceAll('=', '');
  const derive = (secret: Uint8Array, salt: Uint8Array, info: string) =>
    new Uint8Array(hkdfSync('sha256', secret, salt, info, 32));
  const fileKey = new Uint8Array(16).fill(7);
  const label = 'age-encryption.org/v1/X25519';
  const key = derive(new Uint8Array(32), Buffer.concat([share, recipient]), label);
  const body = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
  const head = `age-encryption.org/v1\n-> X25519 ${base64(share)}\n${base64(body)}\n---`;
  const mac = createHmac('sha256', derive(fileKey, new Uint8Array(0), 'header'))
    .update(head)
    .digest();
  const nonce = new Uint8Array(16);
  const last = Uint8Array.from([...new Uint8Array(11), 1]);
  const payload = chacha20poly1305(derive(fileKey, nonce, 'payload'), last).encrypt(new Uint8Array(1));
  return new Uint8Array(Buffer.concat([Buffer.from(`${head} ${base64(mac)}\n`), nonce, payload]));
}
