// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { tags } from '../../../main/x509/der/der-reader.ts';
import { integer } from '../../../main/x509/der/der-writer.ts';
import { displayNameOf } from '../../../main/x509/names/display-name.ts';
import { formatName } from '../../../main/x509/names/distinguished-name.ts';
import { nameOf, rawString, type Attribute } from './names.ts';

const C: Attribute = ['2.5.4.6', 'CN'];
const cn = (value: string): Attribute => ['2.5.4.3', value];
const o = (value: string): Attribute => ['2.5.4.10', value];

describe('[L03] RFC 4514 names', () => {
  it('[L03] puts the most specific RDN first and joins multi-valued RDNs', () => {
    expect(formatName(nameOf([C], [o('银行')], [cn('张三'), ['2.5.4.5', '42']]))).toMatch(
      /^(CN=张三\+serialNumber=42|serialNumber=42\+CN=张三),O=银行,C=CN$/,
    );
    expect(formatName(nameOf())).toBe('');
  });

  it.each([
    ['a,b+c"d\\e<f>g;h', 'a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
    ['#1', '\\#1'],
    ['1#2', '1#2'],
    [' x ', '\\ x\\ '],
    [' ', '\\ '],
    ['a\u0000b\nc\u007f', 'a\\00b\\0Ac\\7F'],
    ['', ''],
    ['a=b', 'a=b'],
  ])('[L03] escapes %j', (value, expected) => {
    expect(formatName(nameOf([cn(value)]))).toBe(`CN=${expected}`);
  });

  it('[L03] uses known attribute names, and OIDs with hex for the rest', () => {
    expect(formatName(nameOf([['1.2.840.113549.1.9.1', 'a@b.cn']]))).toBe('emailAddress=a@b.cn');
    expect(formatName(nameOf([['2.5.4.9', 'x']]))).toBe('STREET=x');
    expect(formatName(nameOf([['1.2.3.4', 'x']]))).toBe('1.2.3.4=#0C0178');
  });

  it('[F07] shows values without readable text as hex', () => {
    expect(formatName(nameOf([['2.5.4.3', integer(5)]]))).toBe('CN=#020105');
    expect(formatName(nameOf([['2.5.4.3', rawString(tags.bmpString, '5f204e')]]))).toBe('CN=#1E035F204E');
  });
});

describe('[L01] display names', () => {
  it.each([
    ['051@张三@110101199001011234@1', '张三'],
    ['051@ZHANG SAN@110101199001011234@1', 'ZHANG SAN'],
    ['041@91110108MA01A2B3X7@某某公司@00000001', '某某公司'],
    ['041@Z110101199001011234@李四@1', '李四'],
    ['051@110101199001011234@1', '1101**********1234'],
    ['张三 110101199001011234', '张三 1101**********1234'],
    ['user@bank.cn', 'user@bank.cn'],
    ['1234@x', '1234@x'],
  ])('[L01] shows CN=%s as %s', (value, expected) => {
    expect(displayNameOf(nameOf([C], [o('银行')], [cn(value)]))).toBe(expected);
  });

  it('[L01] falls back from CN to O, OU, e-mail and any readable value', () => {
    expect(displayNameOf(nameOf([o('银行')], [['2.5.4.11', '部门']], [cn(' ')]))).toBe('银行');
    expect(displayNameOf(nameOf([C], [['2.5.4.11', '部门']]), 'a@b.cn')).toBe('部门');
    expect(displayNameOf(nameOf([C]), 'a@b.cn')).toBe('a@b.cn');
    expect(displayNameOf(nameOf([C], [['1.2.840.113549.1.9.1', 'c@d.cn']]))).toBe('c@d.cn');
    expect(displayNameOf(nameOf([C]))).toBe('CN');
    expect(displayNameOf(nameOf([['2.5.4.3', integer(1)]]))).toBeNull();
    expect(displayNameOf(nameOf())).toBeNull();
  });

  it('[L01] takes the most specific of several common names', () => {
    expect(displayNameOf(nameOf([cn('根')], [cn('叶')]))).toBe('叶');
  });
});
