// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type DeletionCalls = 'deletion.plan' | 'deletion.delete' | 'deletion.restore' | 'deletion.list' | 'deletion.purge';

export function deletionHandlers({ deletion }: Services): Pick<Handlers, DeletionCalls> {
  return {
    'deletion.plan': async ({ certificates }) => deletion.plan(certificates),
    'deletion.delete': async ({ certificates }) => deletion.delete(certificates),
    'deletion.restore': async ({ certificates }) => ({ restored: await deletion.restore(certificates) }),
    'deletion.list': async () => ({ certificates: await deletion.list() }),
    'deletion.purge': async ({ certificates }) => deletion.purge(certificates),
  };
}
