// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

export function preflightHandlers({ services: { enrolment } }: HandlerParts) {
  const { profiles, trust, preflight } = enrolment;
  return {
    local: async ({ target, computer }) => ({ checks: await preflight.local(target, computer) }),
    server: async ({ profileId, contact }, { signal }) => {
      const held = (await profiles.list()).find(({ id }) => id === profileId);
      if (held === undefined) throw new AppError('not-found');
      const { protocol } = held.profile;
      if (!contact || protocol === 'manual') return { checks: preflight.unasked() };
      if (held.confirmedAt === null) throw new AppError('not-confirmed');
      const trustOf = async () => trust.knownFor(held, { anchorFile: null, pin: null });
      return { checks: await preflight[protocol === 'web' ? 'page' : 'server'](held, trustOf, signal) };
    },
  } satisfies Handlers['preflight'];
}
