// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import { activityEntry } from '../../../vault/log/activity-entry.ts';
import type { Handlers } from '../../handler-types.ts';

type ActivityCalls = 'activity.list' | 'activity.verify' | 'activity.acceptSeal';

export function activityHandlers({ vault }: Pick<Services, 'vault'>): Pick<Handlers, ActivityCalls> {
  return {
    'activity.list': async ({ before, limit }) => {
      const open = await vault.current();
      if (!open) return { entries: [], total: 0 };
      const { entries, total, sealedUpTo } = open.activity.list(before, limit);
      const shown = entries.flatMap((entry) => activityEntry(entry, sealedUpTo) ?? []);
      return { entries: shown.map(asOutput), total };
    },
    'activity.verify': async () => {
      const report = await (await vault.require()).activity.verify();
      return { ...report, findings: [...report.findings] };
    },
    'activity.acceptSeal': async () => {
      await (await vault.require()).activity.accept();
      return vault.status();
    },
  };
}

/** The contract's arrays are mutable. */
function asOutput({ detail: { certificates, ...detail }, ...entry }: NonNullable<ReturnType<typeof activityEntry>>) {
  return { ...entry, detail: { ...detail, ...(certificates && { certificates: [...certificates] }) } };
}
