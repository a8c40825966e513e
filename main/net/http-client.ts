// SPDX-License-Identifier: Apache-2.0
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable, type Duplex } from 'node:stream';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { openConnection, type ConnectionRules } from './connect.ts';
import { connectionClosed, connectionError, timedOut } from './connection-errors.ts';
import { proxyAuthorization, proxyFor } from './proxy.ts';

export interface ClientRules extends ConnectionRules {
  readonly keepAlive?: boolean;
  readonly wrap?: (socket: Duplex) => Duplex;
}

type Body = string | Uint8Array | Readable;

export interface HttpMessage {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream needs Content-Length in `headers`. */
  readonly body?: Body;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Emits the system's errors, which `connectionError` converts. */
  readonly stream: IncomingMessage;
  /**
   * Zeroes received chunks, because they may contain a private key. Errors: `server-reply-unusable` (`size`, `time`,
   * `http`), `server-unreachable`.
   */
  read(maxBytes: number): Promise<Uint8Array>;
  discard(): Promise<void>;
}

/** Sends one message at a time, without cookies, redirects or content coding. */
export interface HttpClient {
  /** Returns the connection for the next `send`. */
  open(url: URL, signal?: AbortSignal): Promise<Socket>;
  /** Errors: those of `openConnection` and a `body` stream, `server-reply-unusable` (`reason`: `time`, `http`). */
  send(url: URL, message: HttpMessage): Promise<HttpAnswer>;
  close(): void;
}

interface Opened {
  readonly origin: string;
  readonly socket: Socket;
  readonly agent: Agent;
  readonly isReused: boolean;
}

const keptMs = 4000;
const maxDiscardedBytes = 16 * 1024;

export function createHttpClient(rules: ClientRules): HttpClient {
  const sockets = new Set<Socket>();
  let next: Opened | null = null;
  let kept: Opened | null = null;

  async function connection(url: URL, signal: AbortSignal | undefined): Promise<Opened> {
    if (kept !== null && kept.origin === url.origin && Object.keys(kept.agent.freeSockets).length > 0) {
      return { ...kept, isReused: true };
    }
    kept?.agent.destroy();
    kept = null;
    const socket = await openConnection(url, rules, signal);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const { keepAlive = false, wrap } = rules;
    const agent = new Agent({ keepAlive, ...(keepAlive && { maxSockets: 1, timeout: keptMs }) });
    // Messages bound to this connection (tls-unique) must not use a different one.
    agent.createConnection = () => wrap?.(socket) ?? socket;
    const opened = { origin: url.origin, socket, agent, isReused: false };
    if (keepAlive) kept = opened;
    return opened;
  }

  async function send(url: URL, message: HttpMessage): Promise<HttpAnswer> {
    const { method, body = '', signal } = message;
    const over = next?.origin === url.origin ? next : await connection(url, signal);
    next = null;
    try {
      if (over.socket.destroyed) throw over.socket.errored ?? connectionClosed();
      // Plain http through a proxy uses the absolute form (RFC 9112 §3.2.2).
      const proxy = url.protocol === 'http:' ? await proxyFor(url) : null;
      const headers = {
        Host: url.host,
        ...message.headers,
        ...lengthOf(body),
        ...(proxy && proxyAuthorization(proxy)),
      };
      const path = proxy ? url.href : url.pathname + url.search;
      return await exchange(over, { method, path, headers, body, signal });
    } catch (thrown) {
      over.socket.destroy();
      // The local file being sent can't be read.
      if (body instanceof Readable && body.errored === thrown) throw thrown;
      const error = connectionError(thrown);
      // A server may close a kept-alive connection at any time.
      const isStale = over.isReused && ['ECONNRESET', 'EPIPE'].includes(String(error.details['reason']));
      if (isStale && (method === 'GET' || method === 'HEAD')) return await send(url, message);
      throw error;
    }
  }

  return {
    async open(url, signal) {
      next = await connection(url, signal);
      return next.socket;
    },
    send,
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function lengthOf(body: Body): Record<string, string> {
  if (body instanceof Readable || body.length === 0) return {};
  return { 'Content-Length': String(Buffer.byteLength(body)) };
}

async function exchange(
  { agent, socket }: Opened,
  asked: Pick<HttpMessage, 'method' | 'signal'> & {
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: Body;
  },
): Promise<HttpAnswer> {
  const { method, path, headers, body, signal } = asked;
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const sent = request({ agent, method, path, headers, maxHeaderSize: 16 * 1024 });
  const onAbort = (): void => void socket.destroy(timedOut());
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  sent.once('close', () => signal?.removeEventListener('abort', onAbort));
  let first: unknown = null;
  const problemOf = (error: unknown): AppError =>
    signal?.aborted ? new AppError('server-reply-unusable', { reason: 'time' }) : connectionError(first ?? error);
  sent.on('error', (error) => {
    first ??= error;
    reject(problemOf(error));
  });
  sent.on('response', (stream) => {
    stream.on('error', () => undefined);
    resolve({
      status: stream.statusCode ?? 0,
      headers: headersOf(stream),
      stream,
      read: async (maxBytes) => readAll(stream, maxBytes, problemOf),
      async discard() {
        if (sent.shouldKeepAlive) await readAll(stream, maxDiscardedBytes, problemOf).catch(() => undefined);
        else stream.destroy();
      },
    });
  });
  if (!(body instanceof Readable)) sent.end(body);
  else {
    body.on('error', (error) => {
      reject(error);
      sent.destroy();
    });
    body.pipe(sent);
  }
  return await promise;
}

function headersOf({ headersDistinct }: IncomingMessage): HttpAnswer['headers'] {
  return Object.fromEntries(Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ')]));
}

async function readAll(
  stream: IncomingMessage,
  maxBytes: number,
  problemOf: (error: unknown) => AppError,
): Promise<Uint8Array> {
  const tooLarge = new AppError('server-reply-unusable', { reason: 'size' });
  const parts: Buffer[] = [];
  let size = 0;
  try {
    if (Number(stream.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
    for await (const part of stream as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > maxBytes) throw tooLarge;
      parts.push(part);
    }
    // Don't use Node's shared pool, because the body may contain a private key.
    const body = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      body.set(part, at);
      at += part.length;
    }
    return body;
  } catch (error) {
    stream.destroy();
    throw problemOf(error);
  } finally {
    for (const part of parts) part.fill(0);
  }
}
