import { request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { connectionError } from './connect.ts';

export interface ServerRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is UTF-8. */
  readonly body: string | Uint8Array;
}

export interface ServerAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** A chain of ten certificates with their longest keys is a hundredth of it. */
const maxBodyBytes = 1024 * 1024;

/**
 * One request over a connection of its own, which is closed after it. `signal` is the time it may take in all: a body
 * that comes drop by drop has an end, too. Errors: `server-reply-unusable` (`reason`: `size`, `time`, `http`),
 * `server-unreachable`.
 */
export async function exchange(
  socket: TLSSocket,
  { method, path, headers, body }: ServerRequest,
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
    createConnection: () => socket,
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
      resolve({ status, headers: Object.fromEntries(all), body: new Uint8Array(Buffer.concat(parts)) });
      socket.destroy();
    });
  });
  asked.end(body);
  return await promise;
}
