// SPDX-License-Identifier: Apache-2.0
import { channel } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FetchRules, fetchAnswer } from '../../../main/trust/revocation/fetch-answer.ts';
import { type AnswerServer, startAnswerServer } from '../../support/x509/answer-servers.ts';

const kibibyte = 1024;
let server: AnswerServer;
let other: AnswerServer;
let answer: (response: ServerResponse, path: string) => void;
/** Every connection this process opens, as reported by the runtime. */
const sockets: Socket[] = [];
const connections = channel('net.client.socket');
const onSocket = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);

beforeAll(async () => {
  server = await startAnswerServer((request, response) => answer(response, request.url ?? ''));
  other = await startAnswerServer((_request, response) => void response.end('other'));
  connections.subscribe(onSocket);
});
afterAll(async () => {
  connections.unsubscribe(onSocket);
  await Promise.all([server.close(), other.close()]);
});
afterEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
  sockets.length = 0;
});

const host = (): string => `127.0.0.1:${server.port}`;

async function fetch(change: Partial<FetchRules & { url: string; maxBytes: number; totalMs: number }> = {}) {
  const { url = `${server.origin}/list.crl`, maxBytes = 64 * kibibyte, totalMs = 3000, ...rules } = change;
  return fetchAnswer(
    { url, question: null, maxBytes, totalMs },
    {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      shown: new Set([host()]),
      isAllowed: () => true,
      ...rules,
    },
  );
}

const endless = (response: ServerResponse, chunk: Buffer): void => {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    response.once('drain', more);
  };
  more();
};

describe('[V02] hostile servers', () => {
  test('returns a plain response unchanged, and sends only four standard headers', async () => {
    let headers: Record<string, unknown> = {};
    const plain = await startAnswerServer((request, response) => {
      ({ headers } = request);
      response.end('list');
    });
    const fetched = await fetch({ url: `${plain.origin}/`, shown: new Set([`127.0.0.1:${plain.port}`]) });
    expect(fetched).toEqual({ body: new Uint8Array(Buffer.from('list')) });
    expect(Object.keys(headers).toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
    // Proves that connections are recorded.
    expect(sockets).toHaveLength(1);
    await plain.close();
  });

  test('stops an endless body at the size limit', async () => {
    answer = (response) => endless(response, Buffer.alloc(16 * kibibyte));
    expect(await fetch()).toEqual({ failure: 'too-large', detail: null });
  });

  test('refuses a huge Content-Length before reading the body', async () => {
    answer = (response) => {
      response.writeHead(200, { 'Content-Length': String(2 ** 40) });
      response.flushHeaders();
    };
    expect(await fetch()).toEqual({ failure: 'too-large', detail: null });
  });

  test('refuses a gzip bomb without unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * kibibyte * kibibyte));
    answer = (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(bomb.subarray(0, 32 * kibibyte));
    };
    expect(await fetch()).toEqual({ failure: 'http-error', detail: 'gzip' });
  });

  test('stops a slowly dripping body at the total timeout', async () => {
    answer = (response) => {
      const drops = setInterval(() => response.write('x'), 50);
      response.once('close', () => clearInterval(drops));
    };
    expect(await fetch({ totalMs: 600, idleMs: 300 })).toEqual({ failure: 'too-slow', detail: null });
  });

  test('stops a silent server at the shorter idle timeout', async () => {
    answer = () => undefined;
    expect(await fetch({ totalMs: 60_000, idleMs: 200 })).toEqual({ failure: 'too-slow', detail: null });
  }, 10_000);

  test('refuses endless headers', async () => {
    const raw = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write(`X-${'a'.repeat(kibibyte)}: b\r\n`));
        socket.once('drain', more);
      };
      more();
    });
    raw.listen(0, '127.0.0.1');
    await new Promise((done) => raw.once('listening', done));
    const { port } = raw.address() as { port: number };
    const url = `http://127.0.0.1:${port}/`;
    const fetched = await fetch({ url, shown: new Set([`127.0.0.1:${port}`]) });
    expect(fetched).toMatchObject({ failure: 'http-error', detail: 'HPE_HEADER_OVERFLOW' });
    raw.close();
  });

  test('stops a redirect loop after three redirects', async () => {
    answer = (response, path) => void response.writeHead(302, { Location: `${path}x` }).end();
    expect(await fetch()).toMatchObject({ failure: 'redirected' });
    expect(server.requests).toHaveLength(4);
  });

  test('follows no redirect to a host that was not shown, and none to another scheme', async () => {
    answer = (response) => void response.writeHead(302, { Location: `${other.origin}/` }).end();
    expect(await fetch()).toEqual({ failure: 'redirected', detail: `127.0.0.1:${other.port}` });
    answer = (response) => void response.writeHead(301, { Location: 'file:///etc/passwd' }).end();
    expect(await fetch()).toEqual({ failure: 'redirected', detail: null });
    expect(other.requests).toEqual([]);
    expect(sockets.every(({ remotePort }) => remotePort === undefined || remotePort === server.port)).toBe(true);
  });

  test('refuses a redirect to a private address even if its host name was shown', async () => {
    answer = (response) => void response.writeHead(302, { Location: `http://list.example:${other.port}/` }).end();
    const fetched = await fetch({
      shown: new Set([host(), `list.example:${other.port}`]),
      isAllowed: (name) => name === '127.0.0.1',
    });
    expect(fetched).toEqual({ failure: 'address-refused', detail: null });
    expect({ server: server.requests.length, other: other.requests.length }).toEqual({ server: 1, other: 0 });
  });

  test('follows a redirect within the host that was shown', async () => {
    answer = (response, path) =>
      void (path === '/new' ? response.end('moved') : response.writeHead(308, { Location: '/new' }).end());
    expect(await fetch()).toEqual({ body: new Uint8Array(Buffer.from('moved')) });
  });

  test('resolves a host name only once, so that it can’t turn private after the check', async () => {
    answer = (response) => void response.end('list');
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const url = `http://list.example:${server.port}/`;
    const fetched = await fetch({ url, shown: new Set([`list.example:${server.port}`]), resolve });
    expect({ asked, fetched }).toEqual({ asked: 1, fetched: { body: new Uint8Array(Buffer.from('list')) } });
  });

  test.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fe80::1'],
    ['fd00::1'],
    ['64:ff9b::7f00:1'],
    ['224.0.0.1'],
  ])('doesn’t contact a name that resolves to %s, even beside a public address', async (address) => {
    const url = `http://list.example:${server.port}/`;
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address, family: address.includes(':') ? 6 : 4 },
    ];
    const fetched = await fetch({
      url,
      shown: new Set([`list.example:${server.port}`]),
      resolve,
      isAllowed: () => false,
    });
    expect(fetched).toEqual({ failure: 'address-refused', detail: null });
    expect({ sockets: sockets.length, requests: server.requests.length }).toEqual({ sockets: 0, requests: 0 });
  });

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
  ])('doesn’t contact the loopback address written as %s', async (url) => {
    const fetched = await fetch({ url, shown: new Set([new URL(url).host]), isAllowed: () => false });
    expect(fetched).toEqual({ failure: 'address-refused', detail: null });
    expect(sockets).toHaveLength(0);
  });

  test('doesn’t contact a host that was not shown', async () => {
    expect(await fetch({ url: `${other.origin}/` })).toMatchObject({ failure: 'redirected' });
    expect(sockets).toHaveLength(0);
  });

  test('reports a cancelled fetch, both during the response and before the request', async () => {
    const stop = new AbortController();
    answer = (response) => {
      response.write('a');
      stop.abort();
    };
    expect(await fetch({ signal: stop.signal })).toEqual({ failure: 'cancelled', detail: null });
    expect(await fetch({ signal: stop.signal })).toEqual({ failure: 'cancelled', detail: null });
    expect(server.requests).toHaveLength(1);
  });

  test('reports a refused connection, an unknown host and an HTTP error', async () => {
    const gone = await startAnswerServer(() => undefined);
    await gone.close();
    const shown = new Set([`127.0.0.1:${gone.port}`]);
    expect(await fetch({ url: `${gone.origin}/`, shown })).toEqual({ failure: 'unreachable', detail: 'ECONNREFUSED' });
    const resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    const named = { url: 'http://nowhere.example/', shown: new Set(['nowhere.example']), resolve };
    expect(await fetch(named)).toEqual({ failure: 'host-unknown', detail: null });
    answer = (response) => void response.writeHead(404).end();
    expect(await fetch()).toEqual({ failure: 'http-error', detail: '404' });
  });
});
