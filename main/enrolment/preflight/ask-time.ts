// SPDX-License-Identifier: Apache-2.0
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { hostHeader, type ServerAddress } from '../providers/server/server-address.ts';
import { exchange } from '../providers/server/exchange.ts';
import type { ClockReading } from './judge-clock.ts';

export interface TimeQuestion {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
}

/** EST: cacerts (RFC 7030 §4.1). CMP: GET, refused but dated. */
export function timeQuestionOf({ path, hasCacerts }: ServerAddress): TimeQuestion {
  return { method: 'GET', path: hasCacerts ? `${path}/cacerts` : path };
}

/** Null: no date. `now`: milliseconds since 1970. */
export async function askTime(
  socket: TLSSocket,
  address: ServerAddress,
  question: TimeQuestion,
  { now, signal }: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<ClockReading | null> {
  const asked = now();
  const headers = { Host: hostHeader(address), Accept: '*/*' };
  try {
    const answer = await exchange(socket, { ...question, headers, body: '' }, signal);
    const server = Date.parse(answer.headers['date'] ?? '');
    return Number.isNaN(server) ? null : { server, asked, answered: now() };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
