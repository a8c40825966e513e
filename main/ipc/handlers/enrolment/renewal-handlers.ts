// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import { requirePreflight } from './require-preflight.ts';
import { confirmedServer } from './server-profile.ts';

type RenewalCalls = Extract<keyof Handlers, `renewals.${string}`>;

export function renewalHandlers(services: Services): Pick<Handlers, RenewalCalls> {
  const { enrolment, renewal, certificates } = services;
  return {
    'renewals.of': async ({ sha256 }) => renewal.facts(sha256),
    'renewals.submit': async ({ sha256, profileId, seen }, run) => {
      const { held, protocol } = await confirmedServer(enrolment.profiles, profileId);
      const nobody = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false, run };
      const outcome = await requirePreflight(services, { held, seen, run }, async (before) =>
        enrolment[protocol].renew(sha256, held, null, { ...nobody, before }, async (algorithm, certificate) => {
          const { place } = await certificates.summary(sha256);
          const wanted = { holder: { certificate }, algorithm, key: { in: 'vault' } } as const;
          return (await enrolment.request(held, { ...wanted, place, purpose: 'renew', renews: sha256 })).request;
        }),
      );
      if (outcome.state !== 'issued') return outcome;
      return { state: 'issued', certificate: outcome.certificate, subject: outcome.subject };
    },
    'renewals.plan': async (pair) => ({ places: await renewal.plan(pair) }),
    'renewals.replace': async ({ passwords, ...pair }, run) => {
      const byStore = new Map(passwords.map(({ storeId, password }) => [storeId, password]));
      return { places: await renewal.replace(pair, byStore, run) };
    },
  };
}
