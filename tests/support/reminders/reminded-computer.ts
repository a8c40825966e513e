// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { createReminderClock } from '../../../main/reminders/reminder-clock.ts';
import type { DueItem } from '../../../main/reminders/reminder-notices.ts';
import { createServices, type Services } from '../../../main/services.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import { startNodeChild } from '../cli/start-node-child.ts';

const quiet = { from: 22, to: 8 };

interface Shown {
  readonly at: number;
  readonly days: number;
}

/**
 * A simulated computer with its vault in `folder`. The clock starts at `start` (ms since the epoch), in the zone `TZ`.
 * `shown` maps each reminder's `about` to its desktop notifications.
 */
export function createRemindedComputer(folder: string, start: number) {
  let now = start;
  let running: { services: Services; tick: () => Promise<void> } | null = null;
  const shown = new Map<string, Shown[]>();
  const awake: { readonly at: number; readonly zone: string }[] = [];
  const counts = { notices: 0, restarts: 0, sleeps: 0, zones: 0, looks: 0, inQuietHours: 0 };

  function boot(): { services: Services; tick: () => Promise<void> } {
    const services = createServices({
      dataFolder: folder,
      stateFolder: join(folder, 'state'),
      startChild: startNodeChild,
      unlockAtStart: false,
      now: () => new Date(now),
    });
    let due: readonly DueItem[] = [];
    const clock = createReminderClock({
      reminders: {
        due: async () => {
          const answer = await services.reminders.due();
          due = answer.reminders;
          return answer;
        },
        markNotified: services.reminders.markNotified,
      },
      settings: () => settingsSchema.parse({}).reminders,
      language: () => 'zh-CN',
      now: () => new Date(now),
      notify: async () => {
        counts.notices += 1;
        if (isQuiet(now)) counts.inQuietHours += 1;
        // More than three are announced together, otherwise one at a time.
        const announced = due.length > 3 ? due : due.slice(0, 1);
        due = due.slice(announced.length);
        for (const { about, days } of announced) shown.set(about, [...(shown.get(about) ?? []), { at: now, days }]);
        return true;
      },
      openBackups: () => undefined,
      leftChanged: () => undefined,
      open: () => undefined,
      counted: () => undefined,
      every: () => undefined,
      failed: (error) => {
        throw error;
      },
    });
    return { services, tick: clock.tick };
  }

  return {
    shown,
    awake,
    counts,
    at: () => now,
    services: () => (running ??= boot()).services,
    pass: (ms: number) => void (now += ms),
    async look() {
      running ??= boot();
      counts.looks += 1;
      if (!isQuiet(now)) awake.push({ at: now, zone: process.env['TZ'] ?? 'UTC' });
      await running.tick();
    },
    restart() {
      counts.restarts += 1;
      running?.services.close();
      running = null;
    },
  };
}

function isQuiet(at: number): boolean {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone: process.env['TZ'] ?? 'UTC', hour: '2-digit' });
  const now = Number(local.format(new Date(at)));
  return now >= quiet.from || now < quiet.to;
}
