// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import { profileOfRequest } from '../../../enrolment/profiles/profile-of-request.ts';
import type { ServerAsk } from '../../../enrolment/providers/server/server-enrolment.ts';
import type { Services } from '../../../services.ts';
import type { CallContext, HandlerParts, Handlers } from '../../handler-types.ts';
import { requirePreflight } from './require-preflight.ts';
import { confirmedServer, serverProfile } from './server-profile.ts';

type GivenPin = NonNullable<CallInput<'servers.ask'>['token']>;

/** Skips PINs typed at a reader, which are entered at each use. */
async function tryPin(tokens: Services['tokens'], { tokenId, pin, confirmedLastTry }: GivenPin, run: CallContext) {
  const known = (await tokens.list({ refresh: false }, run)).tokens.find(({ id }) => id === tokenId);
  if (known === undefined) throw new AppError('token-not-found');
  if (typeof pin !== 'string' || known.unlocked) return;
  await tokens.unlock({ tokenId, pin, confirmedLastTry }, run);
  await tokens.lock({ tokenId }, run);
}

export function serverHandlers({ services }: HandlerParts) {
  const { enrolment, imports } = services;
  const { profiles, trust } = enrolment;

  const heldOf = async (profileId: string) => (await serverProfile(profiles, profileId)).held;

  return {
    trust: async ({ profileId }) => trust.of(await heldOf(profileId)),
    look: async ({ profileId }, { signal }) => ({
      authorities: await trust.look((await confirmedServer(profiles, profileId)).held, signal),
    }),
    accept: async ({ profileId, sha256, digits }) => trust.accept(await heldOf(profileId), sha256, digits),
    acceptFile: async ({ profileId, draftId }) => {
      const held = await heldOf(profileId);
      try {
        const { report } = await imports.inspect({ draftId, password: null });
        if (report.diagnosis.code !== 'opened') throw new AppError('not-a-certificate-file');
        return await trust.acceptFound(held, imports.found(draftId).certificates);
      } finally {
        imports.discard({ draftId });
      }
    },
    forget: async ({ profileId }) => trust.forget(await heldOf(profileId)),
    ask: async ({ id, login, token, acceptNames, seen }, run) => {
      const request = (await enrolment.requests()).find((each) => each.id === id);
      if (request === undefined) throw new AppError('not-found');
      const { id: profileId } = profileOfRequest(await profiles.list(), request);
      const { held, protocol } = await confirmedServer(profiles, profileId);
      // A wrong PIN must not surface after the CA has issued the certificate.
      if (token !== null) await tryPin(services.tokens, token, run);
      const signer: ServerAsk['signer'] = async ({ token: serial, spkiSha256 }) => {
        if (serial === null || token === null) return await Promise.resolve(null);
        return async (content) =>
          services.tokens.signRequest({ ...token, pin: token.pin, spkiSha256, ...content }, run);
      };
      const ask = { trust: { anchorFile: null, pin: null }, login, acceptNames, signer, run };
      const outcome = await requirePreflight(services, { held, seen, run }, async (before) =>
        enrolment[protocol].resume(id, held, { ...ask, before }),
      );
      if (outcome.state === 'preflight') return outcome;
      if (outcome.state === 'pending') return { state: 'pending', request: outcome.request };
      const { unconfirmed = false, ...issued } = outcome;
      return { ...issued, unconfirmed };
    },
  } satisfies Handlers['servers'];
}
