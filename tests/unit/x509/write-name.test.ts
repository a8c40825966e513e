// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readElement } from '../../../main/x509/der/der-reader.ts';
import { formatName, readName } from '../../../main/x509/names/distinguished-name.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';

function around(text: string): string {
  const der = writeName(text);
  return formatName(readName(der, readElement(der)));
}

describe('[T07] a subject typed as RFC 4514 becomes a Name', () => {
  it.each([
    ['CN=Alice', 'CN=Alice'],
    ['CN=张三,O=Some Bank,C=CN', 'CN=张三,O=Some Bank,C=CN'],
    [String.raw`CN=Smith\, John,O=A\+B`, String.raw`CN=Smith\, John,O=A\+B`],
    [String.raw`CN=\E5\BC\A0`, 'CN=张'],
    ['cn = Alice , o = "Smith, Sons"', String.raw`CN=Alice,O=Smith\, Sons`],
    [String.raw`CN=a\ ,O=\\ `, String.raw`CN=a\ ,O=\\`],
    ['1.2.3.4=value', '1.2.3.4=#0C0576616C7565'],
    ['CN=#0C05416C696365', 'CN=Alice'],
    ['emailAddress=a@example.org,CN=A', 'emailAddress=a@example.org,CN=A'],
  ])('%s', (typed, read) => {
    expect(around(typed)).toBe(read);
  });

  it('keeps the parts of a multi-valued name together', () => {
    const der = writeName('CN=A+serialNumber=1,C=CN');
    const name = readName(der, readElement(der));
    expect(name.map((rdn) => rdn.length)).toEqual([1, 2]);
  });

  it('encodes the most general part first, texts as UTF8String, the country as PrintableString', () => {
    expect(Buffer.from(writeName('CN=A,C=CN')).toString('hex')).toBe(
      '3019310b300906035504061302434e310a300806035504030c0141',
    );
  });

  it.each([
    '',
    'Alice',
    'CN=',
    '=A',
    'CN=A,',
    'XX=A',
    'C=China',
    'C=中国',
    'CN="A',
    'CN=A\\',
    String.raw`CN=\FF`,
    'CN=#0',
    'emailAddress=张@x',
  ])('refuses %j', (typed) => {
    expect(() => writeName(typed)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
