// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authorizationFor } from '../../../main/enrolment/providers/est/authorization.ts';
import { base64Body, readBase64Body } from '../../../main/enrolment/providers/server/base64-body.ts';
import { redirectedPath } from '../../../main/enrolment/providers/est/est-client.ts';
import { retryAfterSeconds } from '../../../main/enrolment/providers/est/retry-after.ts';
import { serverAddress } from '../../../main/enrolment/providers/server/server-address.ts';

const request = { method: 'POST', path: '/x' };

describe('[E04] messages of EST', () => {
  test('base64 goes out in lines of 76, and comes in as servers write it', () => {
    const der = new Uint8Array([0x30, 0x81, 0xc8, ...Array.from({ length: 200 }, (_, index) => index)]);
    const body = base64Body(der);
    expect(body).toMatch(/^(?:[A-Za-z0-9+/=]{1,76}\r\n)+$/);
    const text = Buffer.from(der).toString('base64');
    const forms = [body, text, `${text}\0`, text.replace(/=+$/, ''), `\n ${text}\n`, text.match(/.{1,5}/g)?.join('\n')];
    const pem = `-----BEGIN PKCS7-----\n${text}\n-----END PKCS7-----\n`;
    for (const form of [...forms, pem]) {
      expect(readBase64Body(Buffer.from(form ?? ''))).toEqual(der);
    }
    expect(readBase64Body(der)).toEqual(der);
    expect(() => readBase64Body(Buffer.from('<html>'))).toThrow('server-reply-unusable');
  });

  test('Basic carries UTF-8; one code alone has an empty user; a user with a colon cannot be written', () => {
    const basic = (user: string) => authorizationFor('Basic realm="x"', { user, code: '授权' }, request);
    expect(basic('参考')).toBe(`Basic ${Buffer.from('参考:授权').toString('base64')}`);
    expect(basic('')).toBe(`Basic ${Buffer.from(':授权').toString('base64')}`);
    expect(basic('a:b')).toBeNull();
    expect(authorizationFor('Bearer realm="x"', { user: 'a', code: 'b' }, request)).toBeNull();
  });

  test('Digest goes before Basic, SHA-256 before MD5', () => {
    const offers =
      'Basic realm="b", Digest realm="m", nonce="1", qop="auth", Digest realm="s", nonce="2", algorithm=SHA-256';
    const header = authorizationFor(offers, { user: 'Mufasa', code: 'Circle' }, request) ?? '';
    expect(header).toMatch(/^Digest .*realm="s", nonce="2".*algorithm=SHA-256$/);
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    // RFC 7616 §3.4.1 without qop.
    const response = hash(`${hash('Mufasa:s:Circle')}:2:${hash('POST:/x')}`);
    expect(header).toContain(`response="${response}"`);
  });

  test('Retry-After is seconds or a date, and a week at most', () => {
    const now = new Date('2026-11-25T12:00:00Z');
    const cases: [string | undefined, number | null][] = [
      ['120', 120],
      ['Wed, 25 Nov 2026 12:05:00 GMT', 300],
      ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
      ['1e9', null],
      ['99999999999999999999', 604_800],
      ['Fri, 31 Dec 9999 23:59:59 GMT', 604_800],
      [undefined, null],
    ];
    for (const [header, seconds] of cases) expect([header, retryAfterSeconds(header, now)]).toEqual([header, seconds]);
  });

  test('a redirect leads to the same origin or nowhere', () => {
    const address = serverAddress({ protocol: 'est', url: 'https://ca.example.com/.well-known/est/label/' });
    expect(address).toEqual({ host: 'ca.example.com', port: 443, path: '/.well-known/est/label', hasCacerts: true });
    expect(serverAddress({ protocol: 'est', url: 'https://[::1]:8443' }).host).toBe('::1');
    expect(redirectedPath(address, '/a/b', 'c?d')).toBe('/a/c?d');
    expect(redirectedPath(address, '/a/b', 'https://CA.example.com:443/z')).toBe('/z');
    for (const away of [
      '//evil.example/',
      'https://ca.example.com:8443/',
      'http://ca.example.com/',
      'data:,x',
      undefined,
    ]) {
      expect(() => redirectedPath(address, '/a/b', away)).toThrow('server-redirected');
    }
  });
});
