// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { contacts, type ContactRecord } from '../../../main/net/connect.ts';
import { createHttpClient, type ClientRules } from '../../../main/net/http-client.ts';
import { startTestProxy } from '../../support/net/connect-proxy.ts';
import { startAnswerServer } from '../../support/x509/answer-servers.ts';

const message = { method: 'GET', headers: { Accept: '*/*' } };

async function start(answer: (response: ServerResponse, path: string) => void, rules: Partial<ClientRules> = {}) {
  const ports: (number | undefined)[] = [];
  const server = await startAnswerServer((request, response) => {
    ports.push(request.socket.remotePort);
    request.resume();
    answer(response, request.url ?? '');
  });
  const { host } = new URL(server.origin);
  const client = createHttpClient({ agreed: new Set([host]), trust: null, ...rules });
  const announced: ContactRecord[] = [];
  const onContact = (record: unknown): void => void announced.push(record as ContactRecord);
  contacts.subscribe(onContact);
  onTestFinished(async () => {
    contacts.unsubscribe(onContact);
    client.close();
    await server.close();
  });
  return { server, client, announced, ports, host, at: (path: string) => new URL(path, server.origin) };
}

const text = async (answer: Awaited<ReturnType<ReturnType<typeof createHttpClient>['send']>>): Promise<string> =>
  Buffer.from(await answer.read(1024)).toString('utf8');

describe('the HTTP client', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('[X06] announces the host that it contacts, and contacts no other host', async () => {
    const { client, announced, host, at } = await start((response) => response.end('here'));
    expect(await text(await client.send(at('/'), message))).toBe('here');
    expect(announced).toEqual([{ host, proxy: null }]);
    const stranger = new URL('http://127.0.0.1:9/');
    await expect(client.send(stranger, message)).rejects.toMatchObject({
      code: 'server-redirected',
      details: { host: '127.0.0.1:9' },
    });
    expect(announced).toHaveLength(1);
  });

  test('[X06] announces the proxy that it goes through', async () => {
    const proxy = await startTestProxy();
    vi.stubEnv('http_proxy', proxy.url);
    const { client, announced, server } = await start((response) => response.end('through'), {
      agreed: new Set(['server.example']),
    });
    const url = new URL(server.origin);
    const named = `server.example:${url.port}`;
    const own = createHttpClient({ agreed: new Set([named]), trust: null });
    onTestFinished(() => own.close());
    expect(await text(await own.send(new URL(`http://${named}/a?b`), message))).toBe('through');
    expect(announced).toEqual([{ host: named, proxy: `127.0.0.1:${proxy.port}` }]);
    expect({ asked: proxy.asked, requests: server.requests }).toEqual({
      asked: [`GET http://${named}/a?b`],
      requests: ['GET /a?b'],
    });
    await expect(client.send(url, message)).rejects.toMatchObject({ code: 'server-redirected' });
  });

  test('[E04] reuses a connection only with keepAlive', async () => {
    const { client, ports, announced, at } = await start((response) => response.end('kept'), { keepAlive: true });
    for (const path of ['/a', '/b', '/c']) await text(await client.send(at(path), message));
    expect({ connections: new Set(ports).size, contacts: announced.length }).toEqual({ connections: 1, contacts: 1 });
    const single = await start((response) => response.end('single'));
    for (const path of ['/a', '/b']) await text(await single.client.send(single.at(path), message));
    expect({ connections: new Set(single.ports).size, contacts: single.announced.length }).toEqual({
      connections: 2,
      contacts: 2,
    });
  });

  test('[E04] repeats a GET over another connection when a kept one ends, but not a POST', async () => {
    const { client, server, at } = await start(
      (response, path) => void (path === '/last' ? response.socket?.destroy() : response.end('kept')),
      { keepAlive: true },
    );
    await text(await client.send(at('/first'), message));
    await expect(client.send(at('/last'), message)).rejects.toMatchObject({ details: { reason: 'ECONNRESET' } });
    expect(server.requests).toEqual(['GET /first', 'GET /last', 'GET /last']);
    await text(await client.send(at('/first'), message));
    const post = { ...message, method: 'POST', body: 'once' };
    await expect(client.send(at('/last'), post)).rejects.toMatchObject({ details: { reason: 'ECONNRESET' } });
    expect(server.requests.slice(3)).toEqual(['GET /first', 'POST /last']);
  });

  test('[X06] ignores an unsolicited response on a kept connection', async () => {
    const seen: string[] = [];
    const poisoning = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        seen.push(data.toString('latin1').split('\r\n', 1)[0] ?? '');
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright');
        setTimeout(() => socket.writable && socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong'), 20);
      });
    });
    poisoning.listen(0, '127.0.0.1');
    await once(poisoning, 'listening');
    onTestFinished(() => void poisoning.close());
    const host = `127.0.0.1:${(poisoning.address() as AddressInfo).port}`;
    const client = createHttpClient({ agreed: new Set([host]), trust: null, keepAlive: true });
    onTestFinished(() => client.close());
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await text(await client.send(new URL(`http://${host}/`), message))).toBe('right');
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(seen).toHaveLength(2);
  });

  test('[X06] limits the size, idle time and total time of a response', async () => {
    const long = await start((response) => response.end('x'.repeat(2000)));
    const answer = await long.client.send(long.at('/'), message);
    await expect(answer.read(1999)).rejects.toMatchObject({ details: { reason: 'size' } });
    const silent = await start(() => undefined, { idleMs: 100 });
    await expect(silent.client.send(silent.at('/'), message)).rejects.toMatchObject({
      code: 'server-unreachable',
      details: { reason: 'ETIMEDOUT' },
    });
    const slow = await start((response) => response.write('x'));
    const signal = AbortSignal.timeout(200);
    const begun = await slow.client.send(slow.at('/'), { ...message, signal });
    await expect(begun.read(1024)).rejects.toMatchObject({
      code: 'server-reply-unusable',
      details: { reason: 'time' },
    });
  });
});
