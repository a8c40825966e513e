// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import { useTokens } from '../../state/tokens/tokens-store.ts';

/** Once unplugged, its last known state. */
export function useLiveToken(token: Token): Token {
  return useTokens((state) => state.tokens?.find(({ id }) => id === token.id)) ?? token;
}
