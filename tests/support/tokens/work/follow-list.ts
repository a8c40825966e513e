// SPDX-License-Identifier: Apache-2.0
import type { TokensService } from '../../../../main/tokens/tokens-service.ts';
import { quietRun } from './tokens-with.ts';

/** The list of tokens as seen by a page that refreshes only when notified. */
export interface FollowedList {
  readonly ids: readonly string[];
  /** Every list that differed from the previous one. */
  readonly history: readonly (readonly string[])[];
  /** Resolves with the performance.now() of the first list, current or later, that satisfies `wanted`. */
  until(what: string, wanted: (ids: readonly string[]) => boolean, deadlineMs?: number): Promise<number>;
}

export async function followList(tokens: TokensService): Promise<FollowedList> {
  let ids: readonly string[] = [];
  let at = performance.now();
  const history: (readonly string[])[] = [];
  const waiting = new Set<() => void>();
  let asked = Promise.resolve();

  async function ask(): Promise<void> {
    const list = await tokens.list({ refresh: false }, quietRun);
    const now = list.tokens.map(({ id }) => id);
    if (history.length > 0 && now.join() === ids.join()) return;
    ids = now;
    at = performance.now();
    history.push(now);
    for (const look of waiting) look();
  }

  tokens.onChange(() => {
    asked = asked.then(ask);
  });
  await tokens.follow({ on: true }, quietRun);
  await ask();

  return {
    get ids() {
      return ids;
    },
    history,
    until: async (what, wanted, deadlineMs = 10_000) => {
      if (wanted(ids)) return at;
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const look = (): void => {
        if (wanted(ids)) resolve(at);
      };
      const timer = setTimeout(() => reject(new Error(`${what}: not within ${deadlineMs} ms`)), deadlineMs);
      waiting.add(look);
      try {
        return await promise;
      } finally {
        waiting.delete(look);
        clearTimeout(timer);
      }
    },
  };
}
