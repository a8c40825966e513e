// SPDX-License-Identifier: Apache-2.0
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ContactFailure } from '../../../shared/domain/trust/revocation-outcomes.ts';
import { pinnedLookup, resolveChecked, type ResolveHost } from './checked-lookup.ts';
import { readAddress } from './read-address.ts';

export interface AnswerRequest {
  readonly url: string;
  /** OCSPRequest to POST; null: GET. */
  readonly question: Uint8Array | null;
  readonly maxBytes: number;
  readonly totalMs: number;
}

export interface FetchRules {
  readonly resolve: ResolveHost;
  /** `host:port` as in `URL.host`; redirects may go nowhere else. */
  readonly shown: ReadonlySet<string>;
  /** May be private. */
  readonly isAllowed: (host: string) => boolean;
  /** PEM, for https. */
  readonly authorities: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Default 10 s. */
  readonly idleMs?: number;
}

export type Fetched =
  | { readonly body: Uint8Array }
  /** `detail`: status, system code, or host. */
  | { readonly failure: ContactFailure; readonly detail: string | null };

const usualIdleMs = 10_000;
const maxRedirects = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** Checked address only; no cookies, names, logins, or proxies. Never throws. */
export async function fetchAnswer(asked: AnswerRequest, rules: FetchRules): Promise<Fetched> {
  const late = AbortSignal.timeout(asked.totalMs);
  const signal = rules.signal ? AbortSignal.any([rules.signal, late]) : late;
  const stopped = Promise.withResolvers<Fetched>();
  const onStop = (): void => stopped.resolve(fails(rules.signal?.aborted === true ? 'cancelled' : 'too-slow'));
  if (signal.aborted) return fails('cancelled');
  signal.addEventListener('abort', onStop, { once: true });
  try {
    // The resolver cannot be cancelled.
    return await Promise.race([stopped.promise, followed(asked, { ...rules, signal })]);
  } finally {
    signal.removeEventListener('abort', onStop);
  }
}

async function followed(asked: AnswerRequest, rules: FetchRules): Promise<Fetched> {
  let url = readAddress(asked.url);
  for (let hops = 0; url !== null && hops <= maxRedirects; hops++) {
    if (!rules.shown.has(url.host)) return fails('redirected', url.host);
    const answer: Fetched | { location: string } = await once(url, asked, rules);
    if (!('location' in answer)) return answer;
    const next = readAddress(URL.parse(answer.location, url)?.href ?? '');
    // No downgrade to http.
    if (url.protocol === 'https:' && next?.protocol === 'http:') return fails('redirected', next.host);
    url = next;
  }
  return fails('redirected', url?.host);
}

async function once(url: URL, asked: AnswerRequest, rules: FetchRules): Promise<Fetched | { location: string }> {
  const addresses = await resolveChecked(url, rules.resolve, rules.isAllowed);
  if (typeof addresses === 'string') return fails(addresses);
  // Cancelled during the lookup.
  if (rules.signal?.aborted === true) return fails('cancelled');
  const { promise, resolve } = Promise.withResolvers<Fetched | { location: string }>();
  const { question } = asked;
  const options: RequestOptions = {
    method: question === null ? 'GET' : 'POST',
    headers: {
      Accept: '*/*',
      'Accept-Encoding': 'identity',
      ...(question !== null && { 'Content-Type': 'application/ocsp-request', 'Content-Length': question.length }),
    },
    agent: false,
    lookup: pinnedLookup(addresses),
    // Also while connecting.
    timeout: rules.idleMs ?? usualIdleMs,
    maxHeaderSize: 16 * 1024,
    ...(rules.signal && { signal: rules.signal }),
  };
  const isSecure = url.protocol === 'https:';
  const sent = isSecure
    ? httpsRequest(url, { ...options, ...(rules.authorities.length > 0 && { ca: [...rules.authorities] }) })
    : httpRequest(url, options);
  const end = (result: Fetched | { location: string }): void => {
    resolve(result);
    sent.destroy();
  };
  sent.on('timeout', () => end(fails('too-slow')));
  sent.on('error', (error: NodeJS.ErrnoException) => end(failureOf(error)));
  sent.on('response', (answer) => read(answer, asked.maxBytes, end));
  sent.end(question ?? undefined);
  return await promise;
}

function read(answer: IncomingMessage, maxBytes: number, end: (result: Fetched | { location: string }) => void): void {
  const { statusCode: status = 0, headers } = answer;
  const { location } = headers;
  if (redirects.has(status) && location !== undefined) return end({ location });
  if (status !== 200) return end(fails('http-error', String(status)));
  // No decompression.
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return end(fails('http-error', encoding.slice(0, 40)));
  if (Number(headers['content-length'] ?? 0) > maxBytes) return end(fails('too-large'));
  const parts: Buffer[] = [];
  let size = 0;
  answer.on('error', (error: NodeJS.ErrnoException) => end(failureOf(error)));
  answer.on('data', (part: Buffer) => {
    size += part.length;
    if (size > maxBytes) end(fails('too-large'));
    else parts.push(part);
  });
  answer.on('end', () => end({ body: new Uint8Array(Buffer.concat(parts)) }));
}

function failureOf({ code = '' }: NodeJS.ErrnoException): Fetched {
  if (code.startsWith('HPE_')) return fails('http-error', code);
  return fails(code === 'ETIMEDOUT' ? 'too-slow' : 'unreachable', code || null);
}

function fails(failure: ContactFailure, detail: string | null = null): Fetched {
  return { failure, detail };
}
