import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

type RevocationCalls = Extract<keyof Handlers, `revocation.${string}`>;

export function revocationHandlers({ trust, vault, now }: Services): Pick<Handlers, RevocationCalls> {
  /** A certificate of the vault, as it is used: any purpose, now. */
  const requestFor = (sha256: string) => ({
    subject: { id: sha256 },
    with: [],
    anchors: [],
    crls: [],
    options: {
      at: `${now().toISOString().slice(0, 19)}Z`,
      policies: null,
      explicitPolicy: false,
      inhibitMapping: false,
      inhibitAny: false,
      name: null,
      purpose: 'any' as const,
      maxDepth: null,
      rules: 'rfc5280' as const,
      revocation: 'soft' as const,
    },
  });
  return {
    'revocation.last': async ({ sha256 }) => ({ check: (await vault.require()).revocation.check(sha256) }),
    'revocation.plan': async ({ sha256 }) => trust.revocation.plan(requestFor(sha256)),
    'revocation.check': async ({ sha256, ...consent }, { signal }) =>
      trust.revocation.check(requestFor(sha256), consent, { signal }),
  };
}
