// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Simulates a corporate proxy. Connects to this computer for every name, so `ca.example` reaches a test's server. */
export interface TestProxy {
  /** For HTTPS_PROXY, including the login if required. */
  readonly url: string;
  readonly port: number;
  /** `CONNECT host:port` or `GET http://…`, in order. */
  readonly asked: readonly string[];
  seen(): string;
}

/** `login` is the required `user:password`. Targets that match `refuse` get status 403. */
export async function startTestProxy({ login, refuse }: { login?: string; refuse?: RegExp } = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const seen: Buffer[] = [];
  const open = new Set<Socket>();
  const wanted = login === undefined ? null : `Basic ${Buffer.from(login).toString('base64')}`;
  const statusFor = ({ headers, url = '' }: IncomingMessage): number => {
    if (wanted !== null && headers['proxy-authorization'] !== wanted) return 407;
    return refuse?.test(url) === true ? 403 : 200;
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    const status = statusFor(request);
    const target = URL.parse(url);
    if (status !== 200 || target === null) return void response.writeHead(status === 200 ? 400 : status).end();
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const path = target.pathname + target.search;
    const onwards = forward({ host: '127.0.0.1', port: target.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    request.pipe(onwards);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const status = statusFor(request);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const onwards = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.on('data', (part: Buffer) => seen.push(part));
      socket.pipe(onwards).pipe(socket);
    });
    socket.on('error', () => onwards.destroy());
    onwards.on('error', () => socket.destroy());
  });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}`,
    port,
    asked,
    seen: () => Buffer.concat(seen).toString('latin1'),
  };
}
