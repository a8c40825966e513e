// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { connectionVerdict, type ClientIdentity } from '../../net/connect.ts';
import { createHttpClient } from '../../net/http-client.ts';

export interface ServerAnswer {
  readonly chain: readonly Uint8Array[];
  readonly trusted: boolean;
  readonly problem: string | null;
  readonly status: number | null;
}

const timeoutMs = 15_000;

/**
 * Waits for a response or close, because TLS 1.3 servers reject a client certificate only after the handshake. Sends it
 * before calling `accept`. Errors: `cancelled`, those of `openConnection` (if no chain arrived) and `accept`.
 */
export async function askServer(
  url: URL,
  options: {
    readonly identity?: ClientIdentity;
    readonly accept?: (leaf: Uint8Array) => void;
    readonly signal: AbortSignal;
  },
): Promise<ServerAnswer> {
  const { identity, accept = () => undefined } = options;
  if (options.signal.aborted) throw new AppError('cancelled');
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  let chain: readonly Uint8Array[] = [];
  let [trusted, problem]: [boolean, string | null] = [false, 'handshake-ended'];
  let accepted = false;
  const client = createHttpClient({
    agreed: new Set([url.host]),
    trust: null,
    ...(identity && { identity }),
    onChain: (shown) => void (chain = shown),
  });
  try {
    ({ trusted, problem } = connectionVerdict(await client.open(url, signal)));
    const [leaf] = chain;
    if (leaf) accept(leaf);
    accepted = true;
    const { status } = await client.send(url, { method: 'GET', headers: { Accept: '*/*' }, signal });
    return { chain, trusted, problem, status };
  } catch (error) {
    if (options.signal.aborted) throw new AppError('cancelled');
    const refused = problem !== 'handshake-ended' && !accepted;
    if (refused || chain.length === 0 || !(error instanceof AppError)) throw error;
    return { chain, trusted, problem, status: null };
  } finally {
    client.close();
  }
}
