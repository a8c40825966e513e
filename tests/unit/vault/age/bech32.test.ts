// SPDX-License-Identifier: Apache-2.0
import { identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { newIdentity } from '../../../../main/vault/age/age-files.ts';
import { x25519Key } from '../../../../main/vault/age/age-x25519.ts';
import { readBech32 } from '../../../../main/vault/age/bech32.ts';

test('[K02] age’s keys are read as the library writes them: the public half of one is the other', async () => {
  for (let round = 0; round < 50; round += 1) {
    const { identity, recipient } = await newIdentity();
    const scalar = readBech32('age-secret-key-', identity) ?? expect.unreachable();
    expect(recipient).toBe(await identityToRecipient(Buffer.from(identity).toString()));
    expect(readBech32('age', Buffer.from(recipient))).toEqual(x25519Key(scalar).share);
  }
});

/** Of BIP 173: sound ones with their prefix. */
const sound: [string, string][] = [
  ['a', 'A12UEL5L'],
  ['a', 'a12uel5l'],
  ['abcdef', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw'],
  ['?', '?1ezyfcl'],
];

test('[K02] the examples of BIP 173', () => {
  for (const [prefix, text] of sound) expect(readBech32(prefix, Buffer.from(text)), text).not.toBeNull();
  expect(readBech32('abcdef', Buffer.from(sound[2]?.[1] ?? ''))?.toString()).toBe(
    Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex').join(','),
  );
  // Leftover bits that are not zero, a wrong checksum, an unknown letter, both cases, too short.
  for (const text of ['A1G7SGD8', 'a12uel5x', 'a12uelbl', 'A12uEL5L', 'a12ue', '', 'a', '1']) {
    expect(readBech32('a', Buffer.from(text)), text).toBeNull();
  }
});

test('[K02] a letter changed, left out or doubled, another prefix: nothing is read', async () => {
  const { identity } = await newIdentity();
  const text = Buffer.from(identity).toString();
  expect(readBech32('age', identity)).toBeNull();
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === 'Q' ? 'P' : 'Q';
    const wrong = [text.slice(0, at) + other + text.slice(at + 1), text.slice(0, at) + text.slice(at + 1)];
    for (const each of wrong) expect(readBech32('age-secret-key-', Buffer.from(each))).toBeNull();
  }
  expect(Buffer.from(identity).toString()).toBe(text);
});

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The reference of BIP 173 ("bech32_create_checksum"), for the prefix `a` alone. */
function written(values: readonly number[]): string {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const all = ['a'.charCodeAt(0) >> 5, 0, 'a'.charCodeAt(0) & 31, ...values, 0, 0, 0, 0, 0, 0];
  const sum = all.reduce((before, value) => {
    const next = ((before & 0x1ffffff) << 5) ^ value;
    return generator.reduce((each, term, bit) => (((before >> 25) >> bit) & 1 ? each ^ term : each), next);
  }, 1);
  const checksum = [25, 20, 15, 10, 5, 0].map((shift) => ((sum ^ 1) >> shift) & 31);
  return `a1${[...values, ...checksum].map((value) => letters[value]).join('')}`;
}

test('[K02] bits that are left over are few and zero', () => {
  expect(readBech32('a', Buffer.from(written([31, 28])))).toEqual(Uint8Array.from([255]));
  expect(readBech32('a', Buffer.from(written([31, 29])))).toBeNull();
  expect(readBech32('a', Buffer.from(written([31, 28, 0])))).toBeNull();
});
