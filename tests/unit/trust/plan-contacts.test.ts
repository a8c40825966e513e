// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../main/net/public-address.ts';
import { contactsOf } from '../../../main/trust/revocation/plan-contacts.ts';

const about = { certificate: 'a'.repeat(64), name: '张三', certId: new Uint8Array(1), deltas: [], issuers: [] };

describe('[V02] addresses that a certificate makes this computer contact', () => {
  test.each([
    ['ldap://dir.example/cn=x', null],
    ['file:///etc/passwd', null],
    ['http://user:secret@ca.example/', null],
    ['http://', null],
    ['javascript:alert(1)', null],
    [`http://ca.example/${'x'.repeat(3000)}`, null],
    ['HTTP://CA.example/a#part', 'http://ca.example/a'],
    ['https://ca.example:8443/a', 'https://ca.example:8443/a'],
  ])('%s', (text, expected) => {
    const { ocsp } = contactsOf({ ...about, ocsp: [text], crls: [] });
    expect(ocsp.map(({ url }) => url)).toEqual(expected === null ? [] : [expected]);
  });

  test('shows each host in ASCII and Unicode, and reports plain http', () => {
    const { crls } = contactsOf({
      ...about,
      ocsp: [],
      crls: [['http://证书.example/a', 'https://xn--fiq228c.example/b']],
    });
    expect(crls[0]?.map(({ host, isPlain }) => [host, isPlain])).toEqual([
      [{ ascii: 'xn--1jqs90m.example', unicode: '证书.example' }, true],
      [{ ascii: 'xn--fiq228c.example', unicode: '中文.example' }, false],
    ]);
  });

  test('keeps a few of a thousand addresses and counts the rest', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `http://host${index}.example/`);
    const { ocsp, crls, leftOut } = contactsOf({ ...about, ocsp: many, crls: many.map((url) => [url]) });
    expect({ ocsp: ocsp.length, crls: crls.length, leftOut }).toEqual({ ocsp: 3, crls: 6, leftOut: 997 + 994 });
  });

  test('merges equal addresses of one kind, and keeps a list and a delta at one address apart', () => {
    const [url, other] = ['http://ca.example/new.crl', 'http://ca.example/other.crl'];
    const { crls, deltas } = contactsOf({ ...about, ocsp: [], crls: [[url]], deltas: [[url], [other], [url]] });
    expect([...crls, ...deltas].map(([contact]) => [contact?.kind, contact?.url])).toEqual([
      ['crl', url],
      ['delta', url],
      ['delta', other],
    ]);
  });

  test('tells public addresses from private and reserved ones', () => {
    const open = ['93.184.215.14', '1.1.1.1', '2606:2800:220:1::1', '2400:cb00::1', '64:ff9b::5db8:d70e'];
    expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
    const closed = ['0.0.0.0', '172.31.0.1', '192.168.1.1', '198.18.0.1', '255.255.255.255', '192.0.2.1'];
    const closed6 = [
      '::',
      '::1',
      'fe80::1%eth0',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '2001::1',
      '64:ff9b::a00:1',
    ];
    expect([...closed, ...closed6, '::ffff:8.8.8.8', 'host', ''].filter(isPublicAddress)).toEqual([]);
  });
});
