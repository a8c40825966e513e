// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { followTokens, useTokens } from './tokens-store.ts';

/** Delay (ms): modules load slowly, so show the room's own contents first. */
const afterMs = 1000;

export interface FollowedTokensOptions {
  readonly isOn?: boolean;
  /** Set in rooms where tokens are secondary. */
  readonly isBeside?: boolean;
}

/** Returns the connected tokens, kept up to date. Null while loading, or if no component follows them. */
export function useFollowedTokens({ isOn = true, isBeside = false }: FollowedTokensOptions = {}):
  | readonly Token[]
  | null {
  useEffect(() => {
    if (!isOn) return undefined;
    if (!isBeside) return followTokens();
    let leave: (() => void) | null = null;
    const timer = setTimeout(() => {
      leave = followTokens();
    }, afterMs);
    return () => {
      clearTimeout(timer);
      leave?.();
    };
  }, [isOn, isBeside]);
  return useTokens((state) => state.tokens);
}
