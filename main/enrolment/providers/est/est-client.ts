// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { authorizationFor } from '../../../net/authorization.ts';
import { tlsUnique, type ClientIdentity, type ServerTrust } from '../../../net/connect.ts';
import { createHttpClient, type HttpAnswer, type HttpClient } from '../../../net/http-client.ts';
import { redirectTarget } from '../../../net/http-address.ts';
import { base64Body, readBase64Body } from '../server/base64-body.ts';
import { hostHeader, maxReplyBytes, rulesFor, urlOf, type ServerAddress } from '../server/server-address.ts';
import type { ServerLogin } from '../server/server-enrolment.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { untilClosed } from './until-closed.ts';
import type { RequestSigner } from './wants-proof.ts';

interface UntilSent {
  /** Aborted by the timeout, and by the caller until `letGo`. */
  readonly signal: AbortSignal;
  /**
   * Ends cancellation by the caller, since the response will carry the only copy of a key. Errors: `server-unreachable`
   * if already aborted.
   */
  letGo(): void;
  forget(): void;
}

type EstOperation = 'cacerts' | 'csrattrs' | 'simpleenroll' | 'simplereenroll' | 'serverkeygen';

type ServerAnswer = Pick<HttpAnswer, 'status' | 'headers'> & { readonly body: Uint8Array };

interface ServerParts {
  readonly address: ServerAddress;
  readonly trust: ServerTrust;
  readonly login: ServerLogin | null;
  readonly identity?: ClientIdentity;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** The caller must close `client`. */
export interface EstServer extends ServerParts {
  /** Reuses one connection for cacerts, csrattrs and enrolment if the server allows it. */
  readonly client: HttpClient;
}

export function openEstServer(parts: ServerParts): EstServer {
  const { address, trust, identity } = parts;
  const rules = { ...rulesFor(address, trust), ...(identity && { identity }), keepAlive: true };
  return { ...parts, client: createHttpClient(rules) };
}

/** `pkcs7` is an unparsed certs-only message, DER. */
export type EnrolAnswer =
  | { readonly state: 'issued'; readonly pkcs7: Uint8Array }
  | { readonly state: 'pending'; readonly retryAfterSeconds: number | null };

export type KeyRequestAnswer =
  | { readonly state: 'issued'; readonly contentType: string | undefined; readonly body: Uint8Array }
  | Extract<EnrolAnswer, { readonly state: 'pending' }>;

/** `sent` runs before each message, `answered` after each response without a certificate. */
export interface Sending {
  sent(): Promise<void>;
  answered(): Promise<void>;
}

const usualTimeoutMs = 60_000;
const maxRedirects = 3;

/**
 * Returns unparsed certs-only PKCS#7 (RFC 7030 §4.1). Errors: those of `ask` and `readBase64Body`, `request-declined`.
 */
export async function fetchCaCertificates(server: EstServer): Promise<Uint8Array> {
  const answer = await ask(server, 'cacerts', null);
  if (answer.status !== 200) throw declined(answer);
  return readBase64Body(answer.body);
}

/** Returns unparsed DER CsrAttrs (RFC 7030 §4.5), or null if the server sends none. */
export async function fetchCsrAttributes(server: EstServer): Promise<Uint8Array | null> {
  const answer = await ask(server, 'csrattrs', null);
  if (answer.status !== 200) return null;
  const der = readBase64Body(answer.body);
  return der.length === 0 ? null : der;
}

/**
 * Enrols or retries after a 202 (RFC 7030 §4.2.3). `csr` is DER, or a signer called per connection (§3.5). Errors:
 * those of `ask` and `readBase64Body`, `code-missing`, `code-refused`, `request-declined` (`status`).
 */
export async function sendRequest(
  server: EstServer,
  operation: 'simpleenroll' | 'simplereenroll',
  csr: Uint8Array | RequestSigner,
): Promise<EnrolAnswer> {
  const answer = await ask(server, operation, csr);
  return pendingOf(server, answer) ?? { state: 'issued', pkcs7: readBase64Body(answer.body) };
}

/** Requests a CA-made key (RFC 7030 §4.4). Once sent, only the timeout aborts. */
export async function sendKeyRequest(
  server: EstServer,
  csr: Uint8Array | RequestSigner,
  sending: Sending,
): Promise<KeyRequestAnswer> {
  const answer = await ask(server, 'serverkeygen', csr, sending);
  const { body, headers } = answer;
  return pendingOf(server, answer) ?? { state: 'issued', contentType: headers['content-type'], body };
}

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
 * Contacts only verified servers and sends the code only when challenged. Errors: those of `HttpClient.send`,
 * `server-redirected`, `protocol-unsupported` (no tls-unique).
 */
async function ask(
  server: EstServer,
  operation: EstOperation,
  csr: Uint8Array | RequestSigner | null,
  sending: Sending | null = null,
): Promise<ServerAnswer> {
  const { address, login } = server;
  const { agreed } = rulesFor(address, null);
  const timeout = AbortSignal.timeout(server.timeoutMs ?? usualTimeoutMs);
  const method = csr === null ? 'GET' : 'POST';
  let url = new URL(urlOf(address, `${address.path}/${operation}`));
  let authorization: string | null = null;
  for (let redirects = 0; ;) {
    const until = untilSent(timeout, server.signal);
    const answer = await once(server, { method, url, csr, authorization, sending }, until).finally(until.forget);
    const { status, headers } = answer;
    if (status >= 300 && status < 400) {
      redirects += 1;
      if (redirects > maxRedirects) throw new AppError('server-redirected', { host: hostHeader(address) });
      url = redirectTarget(url, headers['location'], agreed);
      authorization = null;
      continue;
    }
    const challenge = headers['www-authenticate'];
    if (status !== 401 || login === null || authorization !== null || challenge === undefined) return answer;
    const { user, code: password } = login;
    authorization = authorizationFor(challenge, { user, password }, { method, path: url.pathname + url.search });
    if (authorization === null) return answer;
  }
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly csr: Uint8Array | RequestSigner | null;
  readonly authorization: string | null;
  readonly sending: Sending | null;
}

async function once(
  { address, trust, identity, client: shared }: EstServer,
  { method, url, csr, authorization, sending }: Asked,
  { signal, letGo }: UntilSent,
): Promise<ServerAnswer> {
  const proving = typeof csr === 'function';
  const rules = { ...rulesFor(address, trust), ...(identity && { identity }), proving };
  // A proof is bound to its connection, and `untilClosed` rewrites responses, so don't use `shared`.
  const own =
    proving || sending !== null ? createHttpClient({ ...rules, ...(sending && { wrap: untilClosed }) }) : null;
  const client = own ?? shared;
  const common = { Accept: '*/*', ...(authorization !== null && { Authorization: authorization }) };
  // Content-Transfer-Encoding is for servers older than RFC 8951 (§3).
  const kind = { 'Content-Type': 'application/pkcs10', 'Content-Transfer-Encoding': 'base64' };
  const headers = { ...common, ...(csr !== null && kind) };
  try {
    const socket = own && (await own.open(url, signal));
    const body = csr && base64Body(proving ? await csr(tlsUnique(socket)) : csr);
    if (sending !== null) {
      letGo();
      await sending.sent();
    }
    const answer = await client.send(url, { method, headers, ...(body !== null && { body }), signal });
    const bytes = await answer.read(maxReplyBytes);
    if (answer.status !== 200) await sending?.answered();
    return { status: answer.status, headers: answer.headers, body: bytes };
  } finally {
    own?.close();
  }
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
