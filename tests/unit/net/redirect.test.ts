// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { redirectTarget } from '../../../main/net/http-address.ts';

test('[E04] [V02] [B07] follows a redirect only to an approved host, and never out of TLS', () => {
  const from = new URL('https://ca.example.com/a/b');
  const agreed = new Set(['ca.example.com']);
  expect(redirectTarget(from, 'c?d', agreed).href).toBe('https://ca.example.com/a/c?d');
  expect(redirectTarget(from, 'https://CA.example.com:443/z', agreed).href).toBe('https://ca.example.com/z');
  for (const away of [
    '//evil.example/',
    'https://ca.example.com:8443/',
    'http://ca.example.com/',
    'https://user:code@ca.example.com/',
    'data:,x',
    'file:///etc/passwd',
    undefined,
  ]) {
    expect(() => redirectTarget(from, away, agreed), away ?? 'none').toThrow('server-redirected');
  }
  // A downgrade from TLS is refused, even to an approved host.
  expect(() => redirectTarget(from, 'http://list.example/', new Set(['list.example']))).toThrow('server-redirected');
});
