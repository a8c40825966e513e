import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';
import { confirmedServer } from './server-profile.ts';

type RenewalCalls = Extract<keyof Handlers, `renewals.${string}`>;

export function renewalHandlers({ enrolment, renewal, certificates }: Services): Pick<Handlers, RenewalCalls> {
  return {
    'renewals.of': async ({ sha256 }) => renewal.facts(sha256),
    'renewals.submit': async ({ sha256, profileId }, run) => {
      const { held, protocol } = await confirmedServer(enrolment.profiles, profileId);
      const ask = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false, run };
      const outcome = await enrolment[protocol].renew(sha256, held, null, ask, async (algorithm, certificate) => {
        const { place } = await certificates.summary(sha256);
        const wanted = { certificate, algorithm, place, purpose: 'renew', renews: sha256 } as const;
        return (await enrolment.requestFor(held, wanted)).request;
      });
      if (outcome.state === 'pending') return outcome;
      return { state: 'issued', certificate: outcome.certificate, subject: outcome.subject };
    },
    'renewals.plan': async (pair) => ({ places: await renewal.plan(pair) }),
    'renewals.replace': async ({ passwords, ...pair }, run) => {
      const byStore = new Map(passwords.map(({ storeId, password }) => [storeId, password]));
      return { places: await renewal.replace(pair, byStore, run) };
    },
  };
}
