// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { berToDer } from '../../../main/formats/der/ber-to-der.ts';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { defaultLimits } from '../../../main/formats/inspect/inspection.ts';
import { pemBlocks } from '../../../main/formats/pem/pem-blocks.ts';
import { element, explicit, integer, octetString, oid, sequence } from '../../../main/x509/der/der-writer.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const diagnose = async (octets: Uint8Array, password: string | null = 'x') =>
  (await inspectBytes(octets, { password })).diagnosis;
const data = '1.2.840.113549.1.7.1';
const safe = (content: Uint8Array) => sequence(oid(data), explicit(0, octetString(content)));
const pfx = (...safes: Uint8Array[]) => sequence(integer(3), safe(sequence(...safes)));

test('[F07] empty input, noise and other formats are not certificate files', async () => {
  const notOurs = [
    new Uint8Array(0),
    Uint8Array.of(0x30),
    Buffer.from('Hello, 世界'),
    Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1'),
    Buffer.from('PK\x03\x04\0\0'),
    hex('30 03 02 01 05'),
    sequence(sequence(oid('1.3.101.112')), element(0x03, new Uint8Array(33))),
    Buffer.from('{"a": [1, 2, 3]}'),
    Buffer.from('MIIB not base64 at all!'),
  ];
  for (const octets of notOurs) expect(await diagnose(octets)).toEqual({ code: 'not-a-certificate-file' });
});

test('[F07] Java key stores with cut heads, false counts or endless objects are refused', async () => {
  const store = (rest: string) => inspectBytes(hex(`cececece 00000002 ${rest}`), { password: '' });
  expect(await store('')).toMatchObject({ kind: 'jks', diagnosis: { code: 'damaged', offset: 8 } });
  expect((await store('ffffffff')).diagnosis).toEqual({ code: 'damaged', offset: 12 });
  const secretEntry = '00000001 00000003 0001 61 0000000000000000 aced0005';
  // An array of four billion objects, nested class descriptions, a dangling reference.
  expect((await store(`${secretEntry} 75 72 0002 5b4c 0000000000000000 02 0000 78 70 ffffffff`)).diagnosis.code).toBe(
    'damaged',
  );
  expect(
    (await store(`${secretEntry} ${'73 72 0001 41 0000000000000000 02 0001 4c 0001 62'.repeat(60)}`)).diagnosis,
  ).toEqual({ code: 'limit-exceeded', limit: 'depth' });
  expect((await store(`${secretEntry} 73 71 007e0000`)).diagnosis.code).toBe('damaged');
  expect((await inspectBytes(hex('feedfeef 00000002 00000000'), { password: null })).diagnosis).toEqual({
    code: 'damaged',
    offset: 0,
  });
});

test('[F07] a file above the size limit is not read', async () => {
  const limits = { ...defaultLimits, maxBytes: 10 };
  const { diagnosis } = await inspectBytes(new Uint8Array(11), { password: null, limits });
  expect(diagnosis).toEqual({ code: 'limit-exceeded', limit: 'size' });
});

test('[F07] deep nesting is reported as a limit, and overflows no stack', async () => {
  const open = Buffer.concat([
    hex('30 80 02 01 03 30 80 06 09 2a864886f70d010701 a0 80'),
    Buffer.alloc(200_000, '3080', 'hex'),
  ]);
  expect(await diagnose(open)).toEqual({ code: 'limit-exceeded', limit: 'depth' });
  let bags = sequence();
  for (let depth = 0; depth < 18; depth++) {
    bags = sequence(sequence(oid('1.2.840.113549.1.12.10.1.6'), explicit(0, bags)));
  }
  expect(await diagnose(pfx(safe(bags)))).toEqual({ code: 'limit-exceeded', limit: 'depth' });
});

test('[F07] the numbers of elements and PEM blocks are limited', async () => {
  const zeros = Buffer.concat([
    hex('30 80 02 01 03 30 80 06 09 2a864886f70d010701 a0 80'),
    Buffer.alloc(600_000, '0500', 'hex'),
  ]);
  expect(await diagnose(zeros)).toEqual({ code: 'limit-exceeded', limit: 'objects' });
  const text = '-----BEGIN CERTIFICATE-----\n'.repeat(200);
  expect(() => [...pemBlocks(text, 100)]).toThrow('limit-exceeded');
});

test('[F07] PEM headers without blocks are searched in linear time', () => {
  // Quadratic behaviour would take minutes here.
  const text = '-----BEGIN CERTIFICATE-----'.repeat(200_000);
  expect([...pemBlocks(text, 1_000_000)]).toHaveLength(200_000);
});

test('[F07] bags of unknown type, secrets and CRLs are skipped, and an empty file opens', async () => {
  const bag = (type: string) => sequence(oid(type), explicit(0, sequence(integer(1))));
  const passed = ['1.2.3.4', '1.2.840.113549.1.12.10.1.5', '1.2.840.113549.1.12.10.1.4'].map(bag);
  expect(await diagnose(pfx(safe(sequence(...passed))))).toEqual({ code: 'opened' });
  expect(await diagnose(pfx())).toEqual({ code: 'opened' });
});

test('[F07] excessive work factors are refused before derivation starts', async () => {
  const scrypt = (n: number) =>
    sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(octetString(hex('00')), integer(n), integer(8), integer(1)));
  const pbkdf2 = (count: number) =>
    sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(hex('00')), integer(count)));
  const key = (kdf: Uint8Array) => {
    const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(new Uint8Array(16)));
    return sequence(sequence(oid('1.2.840.113549.1.5.13'), sequence(kdf, cipher)), octetString(new Uint8Array(32)));
  };
  expect(await diagnose(key(scrypt(2 ** 30)))).toEqual({ code: 'limit-exceeded', limit: 'memory' });
  expect(await diagnose(key(pbkdf2(2_000_000_000)))).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  expect(await diagnose(key(scrypt(1000)))).toEqual({ code: 'damaged' });
  expect((await diagnose(key(pbkdf2(0)))).code).toBe('damaged');
});

test('[F01] BER is converted to DER, and definite lengths stay unchanged', () => {
  const ber = hex('30 80 24 80 04 02 0102 04 01 03 00 00 30 81 03 02 01 05 00 00 ff');
  expect(berToDer(ber).toString()).toBe(hex('30 0b 04 03 010203 30 81 03 02 01 05 ff').toString());
  const definite = hex('30 81 05 30 03 02 01 05');
  expect(berToDer(definite)).toBe(definite);
  expect(() => berToDer(hex('30 80 02 01 05'))).toThrow('damaged');
});
