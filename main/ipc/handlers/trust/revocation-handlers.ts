// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import { currentUse } from '../../../trust/current-use.ts';
import type { Handlers } from '../../handler-types.ts';

type RevocationCalls = Extract<keyof Handlers, `revocation.${string}`>;

export function revocationHandlers({ trust, vault, now }: Services): Pick<Handlers, RevocationCalls> {
  return {
    'revocation.last': async ({ sha256 }) => ({ check: (await vault.require()).revocation.check(sha256) }),
    'revocation.plan': async ({ sha256 }) => trust.revocation.plan(currentUse(sha256, now())),
    'revocation.check': async ({ sha256, ...consent }, { signal }) =>
      trust.revocation.check(currentUse(sha256, now()), consent, { signal }),
    'revocation.fetchIssuers': async ({ sha256, ...consent }, { signal }) =>
      trust.revocation.fetchIssuers(sha256, consent, { signal }),
  };
}
