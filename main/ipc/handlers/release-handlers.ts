// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Release } from '../../../shared/schemas/releases.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';

export function releaseHandlers({ host, services: { updates } }: HandlerParts) {
  /** Taken from a verified list, so that a page can't choose the address. */
  let found: Release | null = null;
  return {
    place: async () => ({ host: updates.host }),
    check: async (_input, { signal }) => {
      const check = await updates.check(signal);
      found = check.newer;
      return check;
    },
    openPage: async () => {
      if (found === null) throw new AppError('not-found');
      return { opened: await host.openAddress(found.page, null) };
    },
  } satisfies Handlers['releases'];
}
