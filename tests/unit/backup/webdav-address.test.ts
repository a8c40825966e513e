// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { namesInListing, isLeftover, uploadName } from '../../../main/backup/destinations/webdav/remote-names.ts';
import { createServerLogin } from '../../../main/backup/destinations/webdav/server-login.ts';
import { webdavServer } from '../../../main/backup/destinations/webdav/webdav-server.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readWebdavAddress, readWebdavFile } from '../../../shared/domain/backup/webdav-address.ts';

function refusal(text: string): string {
  try {
    readWebdavAddress(text, null);
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${String(error.details['reason'] ?? '')}`.trim() : 'other';
  }
}

describe('the address of a folder on a WebDAV server', () => {
  test('[B07] is normalised, and keeps the user but no password', () => {
    const place = 'https://zhang%40x@dav.example/remote.php/%E5%A4%87%E4%BB%BD';
    for (const [text, user] of [
      ['https://dav.example/remote.php/备份/', 'zhang@x'],
      ['https://zhang%40x@DAV.example:443/remote.php/备份', null],
      [place, null],
    ] as const) {
      expect(readWebdavAddress(text, user)).toEqual({
        url: 'https://dav.example/remote.php/%E5%A4%87%E4%BB%BD',
        host: 'dav.example',
        user: 'zhang@x',
        place,
      });
    }
    expect(readWebdavFile(`${place}/a%20b.tar`, null)).toMatchObject({ folder: { place }, fileName: 'a b.tar' });
  });

  test('[B07] is accepted without TLS for this computer only', () => {
    for (const host of ['127.0.0.1', '127.1', '[::1]', 'localhost:8080'])
      expect(refusal(`http://${host}/x`)).toBe('taken');
    for (const host of ['dav.example', '10.0.0.1', '127.0.0.1.example', 'localhost.example', '[::2]', '0.0.0.0']) {
      expect(refusal(`http://${host}/x`)).toBe('server-insecure');
    }
  });

  test('[B07] is refused with a password, another scheme or a query', () => {
    expect(refusal('https://a:b@dav.example/')).toBe('address-refused password');
    expect(refusal('ftp://dav.example/')).toBe('address-refused not-https');
    expect(refusal('dav.example/x')).toBe('address-refused not-an-address');
    expect(refusal('https://dav.example/x?y')).toBe('address-refused not-a-folder');
    for (const file of ['', '..', 'a%2Fb']) {
      expect(() => readWebdavFile(`https://dav.example/x/${file}`, null)).toThrow('address-refused');
    }
  });
});

describe('the answers of a WebDAV server', () => {
  test('[B07] backup names are found in any listing, and nothing else', () => {
    const listing = (prefix: string) => `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "certsteward-backup-9.tar">]>
      <${prefix}multistatus xmlns="DAV:"><${prefix}response><${prefix}href>/dav/</${prefix}href></${prefix}response>
      <${prefix}href xmlns="DAV:"> https://h/dav/certsteward-backup-20261125-090000.tar
      </${prefix}href><${prefix}href>/dav/&e;</${prefix}href><${prefix}href>/dav/other.tar</${prefix}href>`;
    for (const prefix of ['', 'D:', 'lp1:']) {
      expect([...namesInListing(listing(prefix))]).toEqual(['certsteward-backup-20261125-090000.tar']);
    }
    expect(namesInListing('<href>'.repeat(200_000)).size).toBe(0);
  });

  test('[X08] only our temporary files older than a day are leftovers', () => {
    const day = 24 * 60 * 60 * 1000;
    const name = uploadName(1_800_000_000_000);
    expect(isLeftover(name, 1_800_000_000_000 + day)).toBe(false);
    expect(isLeftover(name, 1_800_000_000_001 + day)).toBe(true);
    expect(isLeftover('certsteward-backup-20261125-090000.tar', Infinity)).toBe(false);
  });

  test('[B07] a login uses Basic until Digest is requested, and retries only a stale nonce', () => {
    const login = createServerLogin({ user: 'Mufasa', password: 'Circle Of Life' });
    const headers = () => login.headersFor({ method: 'GET', path: '/dir/index.html' })['Authorization'] ?? '';
    expect(headers()).toBe(`Basic ${Buffer.from('Mufasa:Circle Of Life').toString('base64')}`);
    expect(login.takes('Basic realm="x"')).toBe(false);
    const challenge = 'Digest realm="testrealm@host.com", qop="auth", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
    expect(login.takes(challenge)).toBe(true);
    const counts = [headers(), headers()].map((header) => /nc=(\d+)/.exec(header)?.[1]);
    expect(counts).toEqual(['00000001', '00000002']);
    expect(login.takes(challenge)).toBe(false);
    expect(login.takes(`${challenge}, stale=true`)).toBe(true);
    expect(createServerLogin(null).headersFor({ method: 'GET', path: '/' })).toEqual({});
  });

  test('[B07] a server that reports every nonce as stale is asked only three times', async () => {
    let asked = 0;
    const challenge = 'Digest realm="x", nonce="n", qop="auth", stale=true';
    const server = createServer((_request, answer) => {
      asked += 1;
      answer.writeHead(401, { 'WWW-Authenticate': challenge }).end();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const address = readWebdavAddress(`http://127.0.0.1:${port}/dav`, 'zhang');
    const remote = webdavServer(address, 'secret', { connectMs: 5000, idleMs: 5000 });
    await expect(remote.list()).rejects.toMatchObject({ code: 'server-refused-login' });
    expect(asked).toBe(3);
    remote.hangUp();
  });
});
