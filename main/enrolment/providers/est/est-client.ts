// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { authorizationFor } from './authorization.ts';
import type { ServerLogin } from '../server/server-enrolment.ts';
import { base64Body, readBase64Body } from '../server/base64-body.ts';
import { connectTo, type ClientIdentity, type ServerTrust } from '../server/connect.ts';
import { hostHeader, type ServerAddress } from '../server/server-address.ts';
import { exchange, type ServerAnswer } from '../server/exchange.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { tlsUnique } from '../server/tls-unique.ts';
import type { RequestSigner } from './wants-proof.ts';

/** Aborted by the timeout, and by the caller until sent. */
interface UntilSent {
  readonly signal: AbortSignal;
  /** From here the answer carries the only copy of a key. Errors: `server-unreachable` if aborted. */
  letGo(): void;
  forget(): void;
}

/** RFC 7030 §3.2.2. */
type EstOperation = 'cacerts' | 'csrattrs' | 'simpleenroll' | 'simplereenroll' | 'serverkeygen';

export interface EstServer {
  readonly address: ServerAddress;
  readonly trust: ServerTrust;
  readonly login: ServerLogin | null;
  readonly identity?: ClientIdentity;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Including redirects and login; default one minute. */
  readonly timeoutMs?: number;
}

/** Certs-only PKCS#7, DER, not parsed. */
export type EnrolAnswer =
  | { readonly state: 'issued'; readonly pkcs7: Uint8Array }
  | { readonly state: 'pending'; readonly retryAfterSeconds: number | null };

/** Contains a private key: the caller zeroes it. */
export type KeyRequestAnswer =
  | { readonly state: 'issued'; readonly contentType: string | undefined; readonly body: Uint8Array }
  | Extract<EnrolAnswer, { readonly state: 'pending' }>;

/** Before each message, and after each answer without a certificate. */
export interface Sending {
  sent(): Promise<void>;
  answered(): Promise<void>;
}

const usualTimeoutMs = 60_000;
const maxRedirects = 3;

/** RFC 7030 §4.1: certs-only PKCS#7, DER, not parsed. Errors: those of `ask`, `request-declined`. */
export async function fetchCaCertificates(server: EstServer): Promise<Uint8Array> {
  const answer = await ask(server, 'cacerts', null);
  if (answer.status !== 200) throw declined(answer);
  return readBase64Body(answer.body);
}

/** RFC 7030 §4.5: CsrAttrs, DER, not parsed; null: none. */
export async function fetchCsrAttributes(server: EstServer): Promise<Uint8Array | null> {
  const answer = await ask(server, 'csrattrs', null);
  if (answer.status !== 200) return null;
  const der = readBase64Body(answer.body);
  return der.length === 0 ? null : der;
}

/**
 * RFC 7030 §4.2; repeated after a 202 (§4.2.3). `csr`: DER, or signs per connection (§3.5). Errors: those of `ask`,
 * `code-missing`, `code-refused`, `request-declined` (`status`).
 */
export async function sendRequest(
  server: EstServer,
  operation: 'simpleenroll' | 'simplereenroll',
  csr: Uint8Array | RequestSigner,
): Promise<EnrolAnswer> {
  const answer = await ask(server, operation, csr);
  return pendingOf(server, answer) ?? { state: 'issued', pkcs7: readBase64Body(answer.body) };
}

/** RFC 7030 §4.4. Once sent, only the timeout aborts. */
export async function sendKeyRequest(
  server: EstServer,
  csr: Uint8Array | RequestSigner,
  sending: Sending,
): Promise<KeyRequestAnswer> {
  const answer = await ask(server, 'serverkeygen', csr, sending);
  const { body, headers } = answer;
  return pendingOf(server, answer) ?? { state: 'issued', contentType: headers['content-type'], body };
}

/** Null: status 200. */
function pendingOf(server: EstServer, answer: ServerAnswer): Extract<EnrolAnswer, { state: 'pending' }> | null {
  const { status } = answer;
  if (status === 202) {
    const retry = answer.headers['retry-after'];
    return { state: 'pending', retryAfterSeconds: retryAfterSeconds(retry, server.now()) };
  }
  if (status === 401 || status === 403) {
    throw server.login === null ? new AppError('code-missing', { status }) : new AppError('code-refused', { status });
  }
  if (status !== 200) throw declined(answer);
  return null;
}

function declined({ status }: ServerAnswer): AppError {
  return new AppError('request-declined', { status });
}

/**
 * New verified connection per try; sends the code only on request. Errors: those of `connectTo`, `exchange`;
 * `server-redirected`, `protocol-unsupported` (no tls-unique).
 */
async function ask(
  server: EstServer,
  operation: EstOperation,
  csr: Uint8Array | RequestSigner | null,
  sending: Sending | null = null,
): Promise<ServerAnswer> {
  const { address, login } = server;
  const timeout = AbortSignal.timeout(server.timeoutMs ?? usualTimeoutMs);
  const method = csr === null ? 'GET' : 'POST';
  let path = `${address.path}/${operation}`;
  let authorization: string | null = null;
  for (let redirects = 0; ;) {
    const until = untilSent(timeout, server.signal);
    const answer = await once(server, { method, path, csr, authorization, sending }, until).finally(until.forget);
    const { status, headers } = answer;
    if (status >= 300 && status < 400) {
      redirects += 1;
      if (redirects > maxRedirects) throw new AppError('server-redirected', { host: hostHeader(address) });
      path = redirectedPath(address, path, headers['location']);
      authorization = null;
      continue;
    }
    const challenge = headers['www-authenticate'];
    if (status !== 401 || login === null || authorization !== null || challenge === undefined) return answer;
    authorization = authorizationFor(challenge, login, { method, path });
    if (authorization === null) return answer;
  }
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly csr: Uint8Array | RequestSigner | null;
  readonly authorization: string | null;
  readonly sending: Sending | null;
}

async function once(
  { address, trust, identity }: EstServer,
  { method, path, csr, authorization, sending }: Asked,
  { signal, letGo }: UntilSent,
): Promise<ServerAnswer> {
  const proving = typeof csr === 'function';
  const socket = await connectTo(address, trust, { ...(identity && { identity }), proving, signal });
  const headers = {
    Host: hostHeader(address),
    Accept: '*/*',
    ...(authorization !== null && { Authorization: authorization }),
  };
  try {
    if (csr === null) return await exchange(socket, { method, path, headers, body: '' }, signal);
    const body = base64Body(proving ? await csr(tlsUnique(socket)) : csr);
    // RFC 8951 §3.2.1 ignores the header; older servers need it.
    const kind = { 'Content-Type': 'application/pkcs10', 'Content-Transfer-Encoding': 'base64' };
    if (sending !== null) {
      letGo();
      await sending.sent();
    }
    const request = { method, path, headers: { ...headers, ...kind }, body, endsByItself: sending !== null };
    const answer = await exchange(socket, request, signal);
    if (answer.status !== 200) await sending?.answered();
    return answer;
  } finally {
    socket.destroy();
  }
}

/** Same server only. Errors: `server-redirected` (`host`). */
export function redirectedPath(address: ServerAddress, from: string, location: string | undefined): string {
  let target: URL;
  try {
    target = new URL(location ?? '', new URL(from, `https://${hostHeader(address)}`));
  } catch {
    throw new AppError('server-redirected');
  }
  if (location === undefined || target.origin !== new URL(`https://${hostHeader(address)}`).origin) {
    throw new AppError('server-redirected', { host: target.host });
  }
  return target.pathname + target.search;
}

function untilSent(timeout: AbortSignal, given: AbortSignal | undefined): UntilSent {
  const mayEnd = new AbortController();
  const onAbort = (): void => mayEnd.abort();
  if (given?.aborted) onAbort();
  given?.addEventListener('abort', onAbort, { once: true });
  const signal = AbortSignal.any([timeout, mayEnd.signal]);
  const forget = (): void => given?.removeEventListener('abort', onAbort);
  return {
    signal,
    forget,
    letGo() {
      forget();
      if (signal.aborted) throw new AppError('server-unreachable', { reason: 'ETIMEDOUT' });
    },
  };
}
