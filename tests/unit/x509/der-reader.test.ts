// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  contentOf,
  contextTag,
  listChildren,
  readElement,
  readWhole,
  tags,
} from '../../../main/x509/der/der-reader.ts';
import { decodeOid, integerToHex, integerToNumber } from '../../../main/x509/der/der-values.ts';
import { readTime } from '../../../main/x509/der/der-times.ts';
import { readString } from '../../../main/x509/der/der-strings.ts';
import { element, explicit, integer, oid, sequence, unsignedInteger } from '../../../main/x509/der/der-writer.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const failure = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return 'no error';
};

describe('[F02] DER elements', () => {
  it('[F02] reads short, long and needlessly long lengths', () => {
    expect(readElement(hex('0402aabb'))).toEqual({ tag: 4, tagNumber: 4, start: 0, content: 2, end: 4 });
    expect(readElement(hex('048102aabb')).content).toBe(3);
    expect(readElement(hex('04840000 0002aabb')).end).toBe(8);
  });

  it('[F02] reads tag numbers above 30', () => {
    expect(readElement(hex('bf8201 02 0500'))).toMatchObject({ tag: 0xbf, tagNumber: 257, content: 4, end: 6 });
  });

  it.each([
    ['nothing', '', 0],
    ['a lone identifier', '30', 0],
    ['content that is cut', '3005 0101ff', 0],
    ['the indefinite form', '3080 0000', 0],
    ['a length of seven octets', '3087 01020304050607', 0],
    ['zero filling', '0000', 0],
    ['an endless tag number', '1fffffffffffffff', 0],
  ])('[F05] reports %s as damaged, with the offset', (_, bytes, offset) => {
    expect(failure(() => readElement(hex(bytes)))).toMatchObject({ code: 'damaged', details: { offset } });
  });

  it('[F05] refuses a child that exceeds its parent', () => {
    const bytes = hex('3004 0201 0109');
    expect(failure(() => listChildren(bytes, readElement(bytes)))).toMatchObject({ details: { offset: 5 } });
    const overlong = hex('3003 020201 0109');
    expect(failure(() => listChildren(overlong, readElement(overlong)))).toMatchObject({ details: { offset: 2 } });
  });

  it('[F05] reports the offset of trailing data', () => {
    expect(failure(() => readWhole(hex('0500aa'), tags.null))).toMatchObject({ details: { offset: 2 } });
  });

  it('[F07] stops at the limit of children', () => {
    const bytes = sequence(integer(1), integer(2), integer(3));
    expect([...childrenOf(bytes, readElement(bytes), 3)]).toHaveLength(3);
    expect(failure(() => listChildren(bytes, readElement(bytes), 2))).toMatchObject({
      code: 'limit-exceeded',
      details: { limit: 'objects' },
    });
  });
});

describe('[F02] DER values', () => {
  it.each([
    '2.5.4.3',
    '1.2.840.113549.1.1.1',
    '0.9.2342.19200300.100.1.25',
    '2.999.1',
    '2.25.329800735698586629295641978511506172918',
    '1.39.0',
  ])('[F02] writes and reads OID %s', (dotted) => {
    const bytes = oid(dotted);
    expect(decodeOid(bytes, readElement(bytes))).toBe(dotted);
  });

  it('[F02] reads an OID as its published octets say (X.690 §8.19.5)', () => {
    expect(decodeOid(hex('0603883703'), readElement(hex('0603883703')))).toBe('2.999.3');
  });

  it.each(['0600', '0601ff'])('[F05] refuses the OID %s', (bytes) => {
    expect(failure(() => decodeOid(hex(bytes), readElement(hex(bytes))))).toMatchObject({ code: 'damaged' });
  });

  it.each([
    ['020100', '0'],
    ['020101', '1'],
    ['02020080', '80'],
    ['02030000ff', 'ff'],
    ['02020f01', 'f01'],
    ['0201ff', '-1'],
    ['02028000', '-8000'],
  ])('[L03] gives INTEGER %s as %s', (bytes, expected) => {
    expect(integerToHex(hex(bytes), readElement(hex(bytes)))).toBe(expected);
  });

  it('[F07] reads counts and refuses negative, empty and too large ones', () => {
    expect(integerToNumber(integer(1_000_000), readElement(integer(1_000_000)))).toBe(1_000_000);
    for (const bytes of ['0201ff', '0200', '0208 7fffffffffffffff']) {
      expect(failure(() => integerToNumber(hex(bytes), readElement(hex(bytes))))).toMatchObject({ code: 'damaged' });
    }
  });

  const time = (tag: number, text: string) => {
    const bytes = element(tag, Buffer.from(text));
    return readTime(bytes, readElement(bytes));
  };

  it.each([
    [tags.utcTime, '500101000000Z', '1950-01-01T00:00:00Z'],
    [tags.utcTime, '491231235959Z', '2049-12-31T23:59:59Z'],
    [tags.utcTime, '2401022359Z', '2024-01-02T23:59:00Z'],
    [tags.utcTime, '240101000000+0800', '2023-12-31T16:00:00Z'],
    [tags.generalizedTime, '99991231235959Z', '9999-12-31T23:59:59Z'],
    [tags.generalizedTime, '20240229120000.123Z', '2024-02-29T12:00:00Z'],
  ])('[L01] reads time %i %s', (tag, text, expected) => {
    expect(time(tag, text)).toBe(expected);
  });

  it.each([
    [tags.utcTime, '230229000000Z'],
    [tags.utcTime, '231301000000Z'],
    [tags.utcTime, '230101240000Z'],
    [tags.utcTime, '23010100000AZ'],
    [tags.generalizedTime, '230101000000Z'],
    [tags.octetString, '230101000000Z'],
    [tags.generalizedTime, '99991231235959-0100'],
  ])('[F05] refuses time %i %s', (tag, text) => {
    expect(failure(() => time(tag, text))).toMatchObject({ code: 'damaged' });
  });
});

describe('[L01] character strings', () => {
  const text = (tag: number, bytes: string) => {
    const encoded = element(tag, hex(bytes));
    return readString(encoded, readElement(encoded));
  };

  it.each([
    ['UTF8String', tags.utf8String, 'e5bca0e4b889', '张三'],
    ['BMPString', tags.bmpString, '5f204e09', '张三'],
    ['BMPString with a surrogate pair', tags.bmpString, 'd83dde00', '😀'],
    ['UniversalString', tags.universalString, '00005f20 0001f600', '张😀'],
    ['T61String holding UTF-8', tags.t61String, 'e5bca0', '张'],
    ['T61String holding GBK', tags.t61String, 'd5c5c8fd', '张三'],
    ['GBK beyond GB 2312 (朱镕基)', tags.t61String, 'd6ece946bbf9', '朱镕基'],
    ['T61String holding Latin-1', tags.t61String, '4dfc6c6c6572', 'Müller'],
    ['UTF8String holding GBK', tags.utf8String, 'd5c5c8fd', '张三'],
    ['PrintableString holding Latin-1', tags.printableString, '46e9', 'Fé'],
  ])('[L01] reads %s', (_, tag, bytes, expected) => {
    expect(text(tag, bytes)).toBe(expected);
  });

  it('[F07] leaves other types to the caller and refuses impossible lengths', () => {
    expect(text(tags.integer, '01')).toBeNull();
    expect(failure(() => text(tags.bmpString, '5f204e'))).toMatchObject({ code: 'damaged' });
    expect(failure(() => text(tags.universalString, '00110000'))).toMatchObject({ code: 'damaged' });
  });
});

describe('[F06] DER writer', () => {
  it('[F06] writes lengths of every form', () => {
    for (const size of [0, 127, 128, 255, 256, 65_536]) {
      const bytes = element(tags.octetString, new Uint8Array(size).fill(7));
      expect(contentOf(bytes, readWhole(bytes, tags.octetString))).toHaveLength(size);
    }
    expect(
      Buffer.from(element(4, new Uint8Array(128)))
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('048180');
  });

  it('[F06] writes integers without superfluous octets and never negative', () => {
    expect(Buffer.from(integer(128)).toString('hex')).toBe('02020080');
    expect(Buffer.from(integer(0)).toString('hex')).toBe('020100');
    expect(Buffer.from(unsignedInteger(hex('0000ff'))).toString('hex')).toBe('020200ff');
    expect(Buffer.from(explicit(0, integer(2))).toString('hex')).toBe('a003020102');
    expect(contextTag(1, false)).toBe(0x81);
  });
});
