// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type WatchedCalls = Extract<keyof Handlers, `watched.${string}`>;

export function watchedHandlers({ watched }: Services): Pick<Handlers, WatchedCalls> {
  return {
    'watched.list': async () => ({ entries: await watched.list() }),
    'watched.add': async (entry) => watched.add(entry),
    'watched.addCertificate': async ({ sha256 }) => watched.addCertificate(sha256),
    'watched.change': async ({ id, ...entry }) => watched.change(id, entry),
    'watched.remove': async ({ id }) => {
      await watched.remove(id);
      return {};
    },
  };
}
