// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HttpClient } from '../../net/http-client.ts';
import { maxReplyBytes, urlOf, type ServerAddress } from '../providers/server/server-address.ts';
import type { ClockReading } from './judge-clock.ts';

export interface TimeQuestion {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
}

/** EST servers are asked for /cacerts (RFC 7030 §4.1). CMP servers reject a GET, but the response has a date. */
export function timeQuestionOf({ path, hasCacerts }: ServerAddress): TimeQuestion {
  return { method: 'GET', path: hasCacerts ? `${path}/cacerts` : path };
}

/** Returns null without a response or date. `now` is in milliseconds since 1970. */
export async function askTime(
  client: HttpClient,
  address: ServerAddress,
  { method, path }: TimeQuestion,
  { now, signal }: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<ClockReading | null> {
  const asked = now();
  try {
    const answer = await client.send(new URL(urlOf(address, path)), { method, headers: { Accept: '*/*' }, signal });
    await answer.read(maxReplyBytes);
    const server = Date.parse(answer.headers['date'] ?? '');
    return Number.isNaN(server) ? null : { server, asked, answered: now() };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
