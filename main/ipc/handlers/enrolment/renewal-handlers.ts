// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { preflightHook } from '../../../enrolment/preflight/preflight-service.ts';
import { requestWithVaultKey } from '../../../enrolment/renewal/request-with-vault-key.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { judgeUnseen, requirePreflight } from './require-preflight.ts';
import { confirmedServer } from './server-profile.ts';

export function renewalHandlers({ services }: HandlerParts) {
  const { enrolment, renewal, certificates } = services;
  return {
    list: services.renewalList.list,
    submit: async ({ sha256, profileId, seen, login, authorityKey }, run) => {
      const { held, protocol } = await confirmedServer(enrolment.profiles, profileId);
      if (authorityKey !== undefined && protocol !== 'est') {
        throw new AppError('authority-key-place', { place: protocol.toUpperCase() });
      }
      const madeBy = authorityKey === undefined ? undefined : ({ in: 'authority', ...authorityKey } as const);
      const ask = { trust: { anchorFile: null, pin: null }, login, acceptNames: false, run };
      const outcome = await requirePreflight(services, { held, seen, run }, async (before) =>
        enrolment[protocol].renew(
          sha256,
          held,
          null,
          { ...ask, before },
          requestWithVaultKey({ certificates, enrolment }, held, sha256, madeBy),
        ),
      );
      if (outcome.state !== 'issued') return outcome;
      return { state: 'issued', certificate: outcome.certificate, subject: outcome.subject };
    },
    submitMany: async ({ certificates: sha256s, seen, passwords }, run) => {
      const judge = judgeUnseen(seen);
      const byStore = passwordsByStore(passwords);
      const items = await services.batchRenewal.renew(
        sha256s,
        {
          guide: null,
          askOf: async (held) => {
            if (held.confirmedAt === null) throw new AppError('not-confirmed');
            const before = preflightHook(enrolment.preflight, held, { signal: run.signal, judge });
            return await Promise.resolve({ trust: { anchorFile: null, pin: null }, before });
          },
          passwordsFor: async () => await Promise.resolve(byStore),
        },
        run,
      );
      return { items };
    },
    plan: async (pair) => ({ places: await renewal.plan(pair) }),
    replace: async ({ passwords, ...pair }, run) => {
      return { places: await renewal.replace(pair, passwordsByStore(passwords), run) };
    },
  } satisfies Partial<Handlers['renewals']>;
}

function passwordsByStore(passwords: CallInput<'renewals.replace'>['passwords']): ReadonlyMap<string, string> {
  return new Map(passwords.map(({ storeId, password }) => [storeId, password]));
}
