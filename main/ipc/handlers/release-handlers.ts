// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Release } from '../../../shared/schemas/releases.ts';
import type { Host } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

type ReleaseCalls = Extract<keyof Handlers, `releases.${string}`>;

export function releaseHandlers(host: Host, { updates }: Services): Pick<Handlers, ReleaseCalls> {
  /** From a verified list: no address from a window is opened. */
  let found: Release | null = null;
  return {
    'releases.place': async () => ({ host: updates.host }),
    'releases.check': async (_input, { signal }) => {
      const check = await updates.check(signal);
      found = check.newer;
      return check;
    },
    'releases.openPage': async () => {
      if (found === null) throw new AppError('not-found');
      return { opened: await host.openAddress(found.page) };
    },
  };
}
