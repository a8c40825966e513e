// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { followTokens, leaveTokens, useTokens } from './tokens-store.ts';

/** Tokens as they are plugged in and pulled out, for as long as a dialog asks; null: not looked for yet. */
export function usePluggedTokens(): readonly Token[] | null {
  useEffect(() => {
    // The room of tokens lies beneath, and goes on following.
    if (useTokens.getState().following) return undefined;
    void followTokens();
    return leaveTokens;
  }, []);
  return useTokens((state) => state.tokens);
}
