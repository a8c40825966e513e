// SPDX-License-Identifier: Apache-2.0
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { columnsOf, readColumns, type CertificateColumns } from '../../../main/parser/certificate-columns.ts';
import { readReply } from '../../../main/children/messages.ts';
import { integer } from '../../../main/x509/der/der-writer.ts';
import { encodeCertificate } from '../x509/certificates.ts';

const file = Buffer.concat(
  [1, 2, 3].map((serial) => pemBlock('CERTIFICATE', encodeCertificate({ serial: integer(serial) }))),
);
const { certificates } = await inspectBytes(file, { password: null });
const sent = (): CertificateColumns => deserialize(serialize(columnsOf(certificates))) as CertificateColumns;
const refused = expect.objectContaining({ code: 'internal' });

test('[L07] certificates are unchanged after a round trip through columns', () => {
  const named = certificates.map((each, row) => ({ ...each, friendlyName: row === 1 ? '招商银行' : null }));
  const message = deserialize(serialize(columnsOf(named))) as unknown;
  expect(readColumns(message, new Map())).toEqual(named);
  expect(readColumns(columnsOf([]), new Map())).toEqual([]);
});

describe('[X07] invalid columns from a child', () => {
  const { ders, lengths, texts, friendlyNames, flags } = sent();
  const textAt = (index: number, text: unknown): unknown => texts.with(index, text as string);
  test.each<[string, unknown]>([
    ['nothing', null],
    ['objects', [{ der: Uint8Array.of(1) }]],
    ['a member too many', { ...sent(), more: 1 }],
    ['a text too few', { ...sent(), texts: texts.slice(1) }],
    ['a text too many', { ...sent(), texts: [...texts, 'x'] }],
    ['a hash that is none', { ...sent(), texts: textAt(0, 'x') }],
    ['a hash in capitals', { ...sent(), texts: textAt(0, 'A'.repeat(64)) }],
    ['a number for a text', { ...sent(), texts: textAt(1, 7) }],
    ['the same again where nothing was before', { ...sent(), texts: textAt(2, true) }],
    ['the same again of what is never the same', { ...sent(), texts: textAt(16, true) }],
    ['null where none may be', { ...sent(), texts: textAt(1, null) }],
    ['a hole among the texts', { ...sent(), texts: textAt(1, undefined) }],
    ['octets that belong to nobody', { ...sent(), ders: Uint8Array.from([...ders, 0]) }],
    ['a length beyond the octets', { ...sent(), lengths: lengths.with(2, 0xffff_ffff) }],
    ['lengths as plain numbers', { ...sent(), lengths: [...lengths] }],
    ['DER as text', { ...sent(), ders: 'MII' }],
    ['a flag that nobody knows', { ...sent(), flags: flags.with(0, 4) }],
    ['a flag too few', { ...sent(), flags: flags.slice(1) }],
    ['a key usage beyond its nine bits', { ...sent(), keyUsages: Int16Array.of(512, -1, -1) }],
    ['a key usage below null', { ...sent(), keyUsages: Int16Array.of(-2, -1, -1) }],
    ['a name that is no text', { ...sent(), friendlyNames: [...friendlyNames.slice(1), 7] }],
    ['a name too few', { ...sent(), friendlyNames: friendlyNames.slice(1) }],
  ])('are refused: %s', (_what, message) => {
    expect(() => readColumns(message, new Map())).toThrow(refused);
  });
});

describe('[X07] a reply of the child', () => {
  const error = { code: 'damaged', details: { offset: 3, names: ['a'], known: null } };
  test.each<[unknown]>([
    [{ id: 1, part: 'x' }],
    [{ id: 1, ok: true, value: undefined }],
    [{ id: 1, ok: false, error }],
  ])('is accepted: %j', (message) => {
    expect(readReply(message)).toEqual(message);
  });

  test.each<[unknown]>([
    [null],
    [[1]],
    [{ id: 1.5, part: 'x' }],
    [{ id: '1', part: 'x' }],
    [{ part: 'x' }],
    [{ id: 1, part: 'x', more: 1 }],
    [{ id: 1, ok: false, value: 1 }],
    [{ id: 1, ok: true, error }],
    [{ id: 1, ok: false, error: { ...error, code: 'made-up' } }],
    [{ id: 1, ok: false, error: { ...error, more: 1 } }],
    [{ id: 1, ok: false, error: { code: 'damaged', details: { deep: {} } } }],
    [{ id: 1, ok: false, error: { code: 'damaged', details: { many: [1] } } }],
  ])('is refused: %j', (message) => {
    expect(readReply(message)).toBeNull();
  });
});
