// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authorizationFor } from '../../../main/net/authorization.ts';

const request = { method: 'POST', path: '/x' };

describe('sending a password or a code', () => {
  test('[E04] [B07] Basic sends UTF-8, an empty user for a lone code, and no user with a colon', () => {
    const basic = (user: string) => authorizationFor('Basic realm="x"', { user, password: '授权' }, request);
    expect(basic('参考')).toBe(`Basic ${Buffer.from('参考:授权').toString('base64')}`);
    expect(basic('')).toBe(`Basic ${Buffer.from(':授权').toString('base64')}`);
    expect(basic('a:b')).toBeNull();
    expect(authorizationFor('Bearer realm="x"', { user: 'a', password: 'b' }, request)).toBeNull();
  });

  test('[E04] [B07] prefers Digest to Basic, and SHA-256 to MD5', () => {
    const offers =
      'Basic realm="b", Digest realm="m", nonce="1", qop="auth", Digest realm="s", nonce="2", algorithm=SHA-256';
    const header = authorizationFor(offers, { user: 'Mufasa', password: 'Circle' }, request) ?? '';
    expect(header).toMatch(/^Digest .*realm="s", nonce="2".*algorithm=SHA-256$/);
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    // RFC 2617 §3.2.2.1 without qop.
    const response = hash(`${hash('Mufasa:s:Circle')}:2:${hash('POST:/x')}`);
    expect(header).toContain(`response="${response}"`);
  });

  test('[B07] Digest follows RFC 7616, with the example hash of RFC 2617 §3.5', () => {
    const challenge = 'Digest realm="testrealm@host.com", qop="auth", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
    const login = { user: 'Mufasa', password: 'Circle Of Life' };
    const asked = { method: 'GET', path: '/dir/index.html', count: 11 };
    const header = authorizationFor(challenge, login, asked) ?? '';
    const cnonce = /cnonce="([0-9a-f]{32})"/.exec(header)?.[1] ?? '';
    const hash = (text: string) => createHash('md5').update(text).digest('hex');
    const secret = '939e7578ed9e3c518a452acee763bce9';
    const what = '39aff3a2bab6126f332b942af96d3366';
    const response = hash(`${secret}:dcd98b7102dd2f0e8b11d0f600bfb0c093:0000000b:${cnonce}:auth:${what}`);
    expect(header).toContain(`nc=0000000b, cnonce="${cnonce}", response="${response}"`);
  });

  test('[B07] hashes and returns the realm octet by octet, and sends the user in UTF-8', () => {
    // Node decodes headers as Latin-1.
    const realm = Buffer.from('备份', 'utf8').toString('latin1');
    const header =
      authorizationFor(`Digest realm="${realm}", nonce="1"`, { user: '张', password: '密' }, request) ?? '';
    const hash = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
    expect(header).toContain(`response="${hash(`${hash('张:备份:密')}:1:${hash('POST:/x')}`)}"`);
    expect(Buffer.from(header, 'latin1').toString('utf8')).toContain('username="张", realm="备份"');
  });
});
