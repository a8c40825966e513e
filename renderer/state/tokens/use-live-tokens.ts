// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { ipc } from '../../lib/ipc.ts';
import { useTokens } from './tokens-store.ts';

/** Milliseconds: the list is on screen before a token's library starts. */
const afterMs = 1500;

/** Main tells of tokens that come and go (`stores.changed`), whoever else follows them for a while. */
export function useLiveTokens(): void {
  const isFollowed = useTokens((state) => state.following);
  useEffect(() => {
    if (isFollowed) return undefined;
    const follow = (on: boolean) => void ipc('tokens.follow', { on }).catch(() => undefined);
    let started = false;
    const timer = setTimeout(() => {
      started = true;
      follow(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
      if (started && !useTokens.getState().following) follow(false);
    };
  }, [isFollowed]);
}
