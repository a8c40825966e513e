// SPDX-License-Identifier: Apache-2.0
import { expiryTimeline } from '../../../certificates/expiry-timeline.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

export function timelineHandlers({ certificates, now }: Services): Pick<Handlers, 'timeline.months'> {
  return {
    'timeline.months': async ({ months }) => {
      const own = await certificates.list({ search: '', status: null, includeAuthorities: false });
      return expiryTimeline(own, months, now());
    },
  };
}
