// SPDX-License-Identifier: Apache-2.0
import { authorizationFor, basicAuthorization, type Login } from '../../../net/authorization.ts';

export interface ServerLogin {
  headersFor(request: { readonly method: string; readonly path: string }): Record<string, string>;
  takes(challenge: string): boolean;
}

/**
 * Sends Basic before any challenge, since only TLS and loopback are allowed. Switches to Digest when the server asks.
 */
export function createServerLogin(login: Login | null): ServerLogin {
  let challenge: string | null = null;
  let count = 0;
  return {
    headersFor(request) {
      if (login === null) return {};
      if (challenge !== null) count += 1;
      const value =
        challenge === null ? basicAuthorization(login) : authorizationFor(challenge, login, { ...request, count });
      return value === null ? {} : { Authorization: value };
    },
    takes(offered) {
      if (login === null || !/(?:^|,)\s*digest\s/i.test(offered)) return false;
      // A second challenge means a wrong password, unless the nonce is stale (RFC 7616 §3.3).
      if (challenge !== null && !/\bstale\s*=\s*"?true/i.test(offered)) return false;
      [challenge, count] = [offered, 0];
      return authorizationFor(offered, login, { method: 'GET', path: '/' }) !== null;
    },
  };
}
