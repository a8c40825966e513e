// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test } from 'vitest';
import { proxyFor, setSystemProxy } from '../../../main/net/proxy.ts';

const proxy = 'http://proxy.example:3128';
const through = async (url: string, env: Readonly<Record<string, string>> = { https_proxy: proxy }) =>
  (await proxyFor(new URL(url), env))?.href ?? null;

describe('the proxy of a connection', () => {
  afterEach(() => setSystemProxy(async () => 'DIRECT'));

  test('[X06] is the one for its scheme, in either case, with or without http://', async () => {
    expect(await through('https://ca.example/')).toBe(`${proxy}/`);
    expect(await through('https://ca.example/', { HTTPS_PROXY: 'proxy.example:3128' })).toBe(`${proxy}/`);
    expect(await through('https://ca.example/', { https_proxy: '', HTTPS_PROXY: proxy })).toBe(`${proxy}/`);
    expect(await through('http://ca.example/')).toBeNull();
    expect(await through('http://ca.example/', { HTTP_PROXY: proxy })).toBe(`${proxy}/`);
    expect(await through('https://ca.example/', {})).toBeNull();
  });

  test('[X06] is an error if unusable, never a direct connection', async () => {
    for (const https_proxy of ['socks5://proxy.example:1080', 'http://']) {
      await expect(through('https://ca.example/', { https_proxy })).rejects.toMatchObject({ code: 'EPROXY' });
    }
  });

  test('[X06] is never used for this computer', async () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1', '[::1]']) {
      expect(await through(`https://${host}:8443/`), host).toBeNull();
    }
  });

  test.each([
    ['ca.example', 'https://ca.example/', true],
    ['example', 'https://ca.example/', true],
    ['.example', 'https://ca.example/', true],
    ['*.example', 'https://ca.example/', true],
    ['a.example', 'https://ca.example/', false],
    ['a.example', 'https://aca.example/', false],
    ['other.example, CA.EXAMPLE', 'https://ca.example/', true],
    ['other.example ca.example', 'https://ca.example/', true],
    ['ca.example:443', 'https://ca.example/', true],
    ['ca.example:8443', 'https://ca.example/', false],
    ['*', 'https://ca.example/', true],
    ['', 'https://ca.example/', false],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['0.3', 'https://10.1.0.3/', false],
    ['fd00::/8', 'https://[fd00::1]/', true],
    ['fd00::1', 'https://[fd00::1]/', true],
    ['[fd00::1]:8443', 'https://[fd00::1]:8443/', true],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
  ])('[X06] NO_PROXY=%s: %s goes directly: %s', async (no_proxy, url, isDirect) => {
    expect((await through(url, { https_proxy: proxy, no_proxy })) === null).toBe(isDirect);
    expect((await through(url, { https_proxy: proxy, NO_PROXY: no_proxy })) === null).toBe(isDirect);
  });

  test('[X06] is the system’s first usable entry if the environment names none', async () => {
    const answers = async (answer: string) => {
      setSystemProxy(async () => answer);
      return through('https://ca.example/', {});
    };
    expect(await answers('DIRECT')).toBeNull();
    expect(await answers('PROXY proxy.example:3128; DIRECT')).toBe(`${proxy}/`);
    expect(await answers('SOCKS5 one.example:1080; HTTPS proxy.example:443')).toBe('https://proxy.example/');
    await expect(answers('SOCKS5 one.example:1080')).rejects.toMatchObject({ code: 'EPROXY' });
    expect(await answers('SOCKS5 one.example:1080; DIRECT')).toBeNull();
    expect(await answers('')).toBeNull();
    setSystemProxy(async () => Promise.reject(new Error('no answer')));
    expect(await through('https://ca.example/', {})).toBeNull();
    setSystemProxy(async () => 'PROXY other.example:1');
    expect(await through('https://ca.example/')).toBe(`${proxy}/`);
  });
});
