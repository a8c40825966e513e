// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { followTokens, leaveTokens, useTokens } from './tokens-store.ts';

/** Null: loading. */
export function useConnectedTokens(): readonly Token[] | null {
  useEffect(() => {
    // The token page already follows.
    if (useTokens.getState().following) return undefined;
    void followTokens();
    return leaveTokens;
  }, []);
  return useTokens((state) => state.tokens);
}
