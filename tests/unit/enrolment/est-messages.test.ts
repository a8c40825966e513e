// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { base64Body, readBase64Body } from '../../../main/enrolment/providers/server/base64-body.ts';
import { retryAfterSeconds } from '../../../main/enrolment/providers/est/retry-after.ts';
import { rulesFor, serverAddress, urlOf } from '../../../main/enrolment/providers/server/server-address.ts';

describe('[E04] EST messages', () => {
  test('send base64 in lines of 76, and read every form that servers write', () => {
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

  test('read Retry-After as seconds or a date, a week at most', () => {
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
    for (const [header, seconds] of cases) expect(retryAfterSeconds(header, now), header).toEqual(seconds);
  });

  test('go to the server address in the profile’s URL', () => {
    const address = serverAddress({ protocol: 'est', url: 'https://ca.example.com/.well-known/est/label/' });
    expect(address).toEqual({ host: 'ca.example.com', port: 443, path: '/.well-known/est/label', hasCacerts: true });
    expect(urlOf(address)).toBe('https://ca.example.com/.well-known/est/label');
    expect(serverAddress({ protocol: 'est', url: 'https://[::1]:8443' }).host).toBe('::1');
    // Only this host may be contacted.
    expect(rulesFor(address, null).agreed).toEqual(new Set(['ca.example.com']));
  });
});
