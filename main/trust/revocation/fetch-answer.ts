// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ContactFailure } from '../../../shared/domain/trust/revocation-outcomes.ts';
import type { PublicOnly } from '../../net/address-rule.ts';
import { createHttpClient, type HttpClient } from '../../net/http-client.ts';
import { readAddress, redirectTarget } from '../../net/http-address.ts';

export interface AnswerRequest {
  readonly url: string;
  /** An OCSPRequest to POST. Null sends a GET. */
  readonly question: Uint8Array | null;
  readonly maxBytes: number;
  readonly totalMs: number;
}

export interface FetchRules extends PublicOnly {
  /** `URL.host` of each displayed address. Redirects to other hosts are not followed. */
  readonly shown: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number;
}

export type Fetched =
  | { readonly body: Uint8Array }
  /** `detail` is a status, encoding, error code or host. */
  | { readonly failure: ContactFailure; readonly detail: string | null };

const usualIdleMs = 10_000;
const maxRedirects = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** Sends no cookies or credentials. Never throws. */
export async function fetchAnswer(asked: AnswerRequest, rules: FetchRules): Promise<Fetched> {
  const late = AbortSignal.timeout(asked.totalMs);
  const signal = rules.signal ? AbortSignal.any([rules.signal, late]) : late;
  const stopped = Promise.withResolvers<Fetched>();
  const onStop = (): void => stopped.resolve(fails(rules.signal?.aborted === true ? 'cancelled' : 'too-slow'));
  if (signal.aborted) return fails('cancelled');
  signal.addEventListener('abort', onStop, { once: true });
  const { shown, idleMs = usualIdleMs } = rules;
  const trust = { anchors: 'system', pins: [] } as const;
  const client = createHttpClient({ agreed: shown, trust, publicOnly: rules, idleMs });
  try {
    // The DNS lookup cannot be cancelled, so don't wait for it.
    return await Promise.race([stopped.promise, followed(asked, shown, client, signal).catch(failureOf)]);
  } finally {
    signal.removeEventListener('abort', onStop);
    client.close();
  }
}

async function followed(
  { url: first, question, maxBytes }: AnswerRequest,
  shown: ReadonlySet<string>,
  client: HttpClient,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = readAddress(first);
  const headers = {
    Accept: '*/*',
    'Accept-Encoding': 'identity',
    ...(question !== null && { 'Content-Type': 'application/ocsp-request' }),
  };
  for (let hops = 0; url !== null && hops <= maxRedirects; hops++) {
    const method = question === null ? 'GET' : 'POST';
    const answer = await client.send(url, { method, headers, ...(question !== null && { body: question }), signal });
    const { location, 'content-encoding': encoding = 'identity' } = answer.headers;
    if (!redirects.has(answer.status) || location === undefined) {
      if (answer.status !== 200) return fails('http-error', String(answer.status));
      // Only `identity` was requested.
      if (encoding !== 'identity') return fails('http-error', encoding.slice(0, 40));
      return { body: await answer.read(maxBytes) };
    }
    await answer.discard();
    url = redirectTarget(url, location, shown);
  }
  return fails('redirected', url?.host);
}

function failureOf(error: unknown): Fetched {
  if (!(error instanceof AppError)) return fails('unreachable', (error as NodeJS.ErrnoException).code ?? '');
  const { code } = error;
  const { reason = null, host = null, code: parser = null } = error.details as Record<string, string | undefined>;
  if (code === 'server-redirected') return fails('redirected', host);
  if (code === 'address-refused') return fails('address-refused');
  if (reason === 'size') return fails('too-large');
  if (reason === 'http') return fails('http-error', parser);
  if (reason === 'ENOTFOUND') return fails('host-unknown');
  if (reason === 'ETIMEDOUT' || reason === 'time') return fails('too-slow');
  return fails('unreachable', reason);
}

function fails(failure: ContactFailure, detail: string | null = null): Fetched {
  return { failure, detail };
}
