// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { profileOfRequest } from '../../../enrolment/profiles/profile-of-request.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import { requirePreflight } from './require-preflight.ts';
import { confirmedServer, serverProfile } from './server-profile.ts';

type ServerCalls = Extract<keyof Handlers, `servers.${string}`>;

/** E04, E09. */
export function serverHandlers(services: Services): Pick<Handlers, ServerCalls> {
  const { enrolment, imports } = services;
  const { profiles, trust } = enrolment;

  const heldOf = async (profileId: string) => (await serverProfile(profiles, profileId)).held;

  return {
    'servers.trust': async ({ profileId }) => trust.of(await heldOf(profileId)),
    'servers.look': async ({ profileId }, { signal }) => ({
      authorities: [...(await trust.look((await confirmedServer(profiles, profileId)).held, signal))],
    }),
    'servers.accept': async ({ profileId, sha256, digits }) => trust.accept(await heldOf(profileId), sha256, digits),
    'servers.acceptFile': async ({ profileId, draftId }) => {
      const held = await heldOf(profileId);
      try {
        const { report } = await imports.inspect(draftId, null);
        if (report.diagnosis.code !== 'opened') throw new AppError('not-a-certificate-file');
        return await trust.acceptFound(held, imports.found(draftId).certificates);
      } finally {
        imports.discard(draftId);
      }
    },
    'servers.forget': async ({ profileId }) => trust.forget(await heldOf(profileId)),
    'servers.ask': async ({ id, login, acceptNames, seen }, run) => {
      const request = (await enrolment.requests()).find((each) => each.id === id);
      if (request === undefined) throw new AppError('not-found');
      const { id: profileId } = profileOfRequest(await profiles.list(), request);
      const { held, protocol } = await confirmedServer(profiles, profileId);
      const ask = { trust: { anchorFile: null, pin: null }, login, acceptNames, run };
      const outcome = await requirePreflight(services, { held, seen, run }, async (before) =>
        enrolment[protocol].resume(id, held, { ...ask, before }),
      );
      if (outcome.state === 'preflight') return outcome;
      if (outcome.state === 'pending') return { state: 'pending', request: outcome.request };
      const { added, otherNames, unconfirmed = false, ...issued } = outcome;
      return { ...issued, added: [...added], otherNames: [...otherNames], unconfirmed };
    },
  };
}
