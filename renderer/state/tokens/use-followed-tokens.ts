// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { followTokens, useTokens } from './tokens-store.ts';

/** Milliseconds: modules take long to load; a room shows its own contents first. */
const afterMs = 1000;

export interface FollowedTokensOptions {
  readonly isOn?: boolean;
  /** Tokens are not what the room is about. */
  readonly isBeside?: boolean;
}

/** The connected ones, live; null: loading, or not on. */
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
