import { AppError } from '../../../shared/domain/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

type EstCalls = Extract<keyof Handlers, `est.${string}`>;

/** Applying over EST from the window (E04). */
export function estHandlers({ enrolment, imports }: Services): Pick<Handlers, EstCalls> {
  const { profiles, trust, est } = enrolment;

  async function heldOf(profileId: string): Promise<HeldProfile> {
    const held = (await profiles.list()).find(({ id }) => id === profileId);
    if (held === undefined) throw new AppError('not-found');
    const { protocol } = held.profile;
    if (protocol !== 'est') throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
    return held;
  }

  /** A server is contacted only where a person confirmed its host. */
  async function confirmed(profileId: string): Promise<HeldProfile> {
    const held = await heldOf(profileId);
    if (held.confirmedAt === null) throw new AppError('not-confirmed');
    return held;
  }

  return {
    'est.trust': async ({ profileId }) => trust.of(await heldOf(profileId)),
    'est.look': async ({ profileId }, { signal }) => ({
      authorities: [...(await trust.look(await confirmed(profileId), signal))],
    }),
    'est.accept': async ({ profileId, sha256, digits }) => trust.accept(await heldOf(profileId), sha256, digits),
    'est.acceptFile': async ({ profileId, draftId }) => {
      const held = await heldOf(profileId);
      try {
        const { report } = await imports.inspect(draftId, null);
        if (report.diagnosis.code !== 'opened') throw new AppError('not-a-certificate-file');
        return await trust.acceptFound(held, imports.found(draftId).certificates);
      } finally {
        imports.discard(draftId);
      }
    },
    'est.forget': async ({ profileId }) => trust.forget(await heldOf(profileId)),
    'est.ask': async ({ id, login, acceptNames }, run) => {
      const request = (await enrolment.requests()).find((each) => each.id === id);
      if (request === undefined) throw new AppError('not-found');
      const held = profileOfRequest(await profiles.list(), request);
      const nobodyElse = { anchorFile: null, pin: null };
      const outcome = await est.again(id, await confirmed(held.id), { trust: nobodyElse, login, acceptNames, run });
      if (outcome.state === 'pending') return { state: 'pending', request: outcome.request };
      return { ...outcome, added: [...outcome.added], otherNames: [...outcome.otherNames] };
    },
  };
}
