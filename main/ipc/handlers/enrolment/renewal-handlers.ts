// SPDX-License-Identifier: Apache-2.0
import { requestWithVaultKey } from '../../../enrolment/renewal/request-with-vault-key.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { requirePreflight } from './require-preflight.ts';
import { confirmedServer } from './server-profile.ts';

export function renewalHandlers({ services }: HandlerParts) {
  const { enrolment, renewal, certificates } = services;
  return {
    list: services.renewalList.list,
    submit: async ({ sha256, profileId, seen }, run) => {
      const { held, protocol } = await confirmedServer(enrolment.profiles, profileId);
      const nobody = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false, run };
      const outcome = await requirePreflight(services, { held, seen, run }, async (before) =>
        enrolment[protocol].renew(
          sha256,
          held,
          null,
          { ...nobody, before },
          requestWithVaultKey({ certificates, enrolment }, held, sha256),
        ),
      );
      if (outcome.state !== 'issued') return outcome;
      return { state: 'issued', certificate: outcome.certificate, subject: outcome.subject };
    },
    plan: async (pair) => ({ places: await renewal.plan(pair) }),
    replace: async ({ passwords, ...pair }, run) => {
      const byStore = new Map(passwords.map(({ storeId, password }) => [storeId, password]));
      return { places: await renewal.replace(pair, byStore, run) };
    },
  } satisfies Partial<Handlers['renewals']>;
}
