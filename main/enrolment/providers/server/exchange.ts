// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { connectionError } from './connect.ts';
import { untilClosed } from './until-closed.ts';

export interface ServerRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Self-terminating: see `untilClosed`. */
  readonly endsByItself?: boolean;
}

export interface ServerAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

const maxBodyBytes = 1024 * 1024;

/**
 * Closes the socket. `signal`: total timeout. Errors: `server-reply-unusable` (`reason`: `size`, `time`, `http`),
 * `server-unreachable`.
 */
export async function exchange(
  socket: TLSSocket,
  { method, path, headers, body, endsByItself = false }: ServerRequest,
  signal: AbortSignal,
): Promise<ServerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ServerAnswer>();
  const fail = (error: unknown): void => {
    const late = signal.aborted ? new AppError('server-reply-unusable', { reason: 'time' }) : null;
    const { code = '' } = error as NodeJS.ErrnoException;
    const foreign = code.startsWith('HPE_') ? new AppError('server-reply-unusable', { reason: 'http' }) : null;
    reject(late ?? foreign ?? connectionError(error));
    socket.destroy();
  };
  const length = method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
  const asked = request({
    createConnection: () => (endsByItself ? untilClosed(socket) : socket),
    method,
    path,
    headers: { ...headers, ...length },
    maxHeaderSize: 16 * 1024,
  });
  asked.on('error', fail);
  asked.on('response', (answer) => {
    const parts: Buffer[] = [];
    let size = 0;
    answer.on('error', fail);
    answer.on('data', (part: Buffer) => {
      size += part.length;
      if (size > maxBodyBytes) fail(new AppError('server-reply-unusable', { reason: 'size' }));
      else parts.push(part);
    });
    answer.on('end', () => {
      const { statusCode: status = 0, headersDistinct } = answer;
      const all = Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ')]);
      resolve({ status, headers: Object.fromEntries(all), body: joined(parts, size) });
      socket.destroy();
    });
  });
  asked.end(body);
  return await promise;
}

/** May hold a private key: zero the parts, avoid Node's pool. */
function joined(parts: readonly Buffer[], size: number): Uint8Array {
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
    part.fill(0);
  }
  return body;
}
