// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { connect, getCACertificates, rootCertificates, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export interface ServerAddress {
  /** Punycode, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface ServerAnswer {
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly trusted: boolean;
  /** TLS's error code. */
  readonly problem: string | null;
  /** Null: no answer. */
  readonly status: number | null;
}

const timeoutMs = 15_000;
const maxAnswerBytes = 16 * 1024;
const maxChain = 20;

/**
 * TLS 1.3 servers reject a certificate after the handshake: read until answer or close. `accept` sees the chain before
 * the request, but a client certificate is shown earlier: connect without it first. Errors: `server-unreachable` (no
 * chain), `cancelled`, what `accept` throws.
 */
export async function askServer(
  address: ServerAddress,
  options: {
    readonly path: string;
    readonly identity?: Pick<ConnectionOptions, 'key' | 'cert'>;
    readonly accept?: (leaf: Uint8Array) => void;
    readonly signal: AbortSignal;
  },
): Promise<ServerAnswer> {
  const { signal } = options;
  if (signal.aborted) throw new AppError('cancelled');
  const { promise, resolve, reject } = Promise.withResolvers<ServerAnswer>();
  const socket = connect({
    host: address.host,
    port: address.port,
    ...(isIP(address.host) === 0 && { servername: address.host }),
    ca: trustedRoots(),
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    // Only the host name is sent before the person decides.
    rejectUnauthorized: false,
    ...options.identity,
  });
  let chain: Uint8Array[] = [];
  let answer = Buffer.alloc(0);
  let ended = false;
  let established = false;
  const end = (work: () => void): void => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    socket.destroy();
    work();
  };
  const fail = (error: AppError): void => end(() => reject(error));
  const conclude = (reason: string): void => {
    if (chain.length === 0) return fail(new AppError('server-unreachable', { reason }));
    const problem = socket.authorized ? null : problemOf(socket, established);
    end(() => resolve({ chain, trusted: socket.authorized, problem, status: statusOf(answer) }));
  };
  const onAbort = (): void => fail(new AppError('cancelled'));
  const timer = setTimeout(() => conclude('ETIMEDOUT'), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  // TLS 1.2 servers may end the handshake; the chain is known by then.
  socket.on('keylog', () => {
    if (chain.length === 0) chain = chainOf(socket);
  });
  socket.on('secureConnect', () => {
    established = true;
    chain = chainOf(socket);
    const [leaf] = chain;
    try {
      if (leaf) options.accept?.(leaf);
    } catch (error) {
      end(() => reject(error));
      return;
    }
    const host = address.port === 443 ? hostText(address.host) : `${hostText(address.host)}:${address.port}`;
    socket.write(`GET ${options.path} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\nConnection: close\r\n\r\n`);
  });
  socket.on('data', (part: Buffer) => {
    answer = Buffer.concat([answer, part.subarray(0, maxAnswerBytes - answer.length)]);
    if (statusOf(answer) !== null || answer.length >= maxAnswerBytes) conclude('');
  });
  socket.on('error', (error: NodeJS.ErrnoException) => conclude(error.code ?? 'unknown'));
  socket.on('close', () => conclude('closed'));
  return promise;
}

/** PEM. */
export function trustedRoots(): string[] {
  try {
    return [...rootCertificates, ...getCACertificates('system')];
  } catch {
    return [...rootCertificates];
  }
}

function hostText(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function chainOf(socket: TLSSocket): Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<object>();
  let link = socket.getPeerCertificate(true);
  while (link && link.raw && !seen.has(link) && chain.length < maxChain) {
    seen.add(link);
    chain.push(new Uint8Array(link.raw));
    link = link.issuerCertificate;
  }
  return chain;
}

/** An aborted handshake leaves the chain unverified. */
function problemOf(socket: TLSSocket, established: boolean): string {
  return established ? String(socket.authorizationError ?? 'unknown') : 'handshake-ended';
}

/** RFC 9112 §4. */
function statusOf(answer: Buffer): number | null {
  const line = /^HTTP\/1\.[01] (\d{3})(?: |\r?\n)/.exec(answer.toString('latin1', 0, 64));
  return line ? Number(line[1]) : null;
}
