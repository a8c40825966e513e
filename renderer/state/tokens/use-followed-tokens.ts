// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { followTokens, useTokens } from './tokens-store.ts';

/** Milliseconds: modules load slowly; show the room's own contents first. */
const afterMs = 1000;

export interface FollowedTokensOptions {
  readonly isOn?: boolean;
  /** Tokens are secondary in this room. */
  readonly isBeside?: boolean;
}

/** Live connected tokens; null: loading, or off. */
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
