// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createReminderClock } from '../../../main/reminders/reminder-clock.ts';
import type { DueItem } from '../../../main/reminders/reminder-notices.ts';
import { createServices } from '../../../main/services.ts';
import type { Services } from '../../../main/services.ts';
import { standardReminderDays } from '../../../shared/domain/certificates/reminder-plan.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';

const seed = Number(process.env['CERTSTEWARD_SEED'] ?? 20_261_125);
const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2027-01-01T00:00:00Z');
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const quiet = { from: 22, to: 8 };

const folder = mkdtempSync(join(tmpdir(), 'cs-reminders-'));
const zoneBefore = process.env['TZ'];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

interface Shown {
  readonly at: number;
  readonly days: number;
}

/** One computer through two years: what is shown on its desktop, by certificate. */
function createComputer() {
  let now = start;
  let running: { services: Services; tick: () => Promise<void> } | null = null;
  const shown = new Map<string, Shown[]>();
  /** Looks at which somebody could have been told. */
  const awake: number[] = [];
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
        // Of several at once the desktop is told together, or one by one in their order.
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
      if (!isQuiet(now)) awake.push(now);
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

test(`[R01] [K03] two years, 500 certificates, a locked vault: each due notice once, none lost (seed ${seed})`, async () => {
  process.env['TZ'] = 'Asia/Shanghai';
  const random = seededRandom(seed);
  const computer = createComputer();
  const { certificates, key } = makeManyCertificates(500, start);
  const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
  await computer.services().vault.createWithProtectors({ passphrase: 'for two years' });
  await (await computer.services().vault.require()).importItems({ certificates, keys: [key], origin });
  // From here on a person never gives the passphrase again.
  computer.restart();
  const vault = await computer.services().vault.require();
  expect(vault.isUnlocked).toBe(false);

  const ids = certificates.map(({ fields }) => fields.sha256);
  const own = new Map<string, readonly number[]>();
  for (const id of ids.slice(0, 50)) own.set(id, [90, 45, 10, 0]);
  for (const id of ids.slice(50, 80)) own.set(id, []);
  for (const [id, days] of own) await vault.reminders.choose(id, days);
  const trashed = ids.slice(80, 100);
  await vault.deletion.moveToTrash(trashed);

  const { counts } = computer;
  while (computer.at() < start + 730 * day) {
    await computer.look();
    const dice = random();
    if (dice < 0.02) {
      counts.sleeps += 1;
      computer.pass(Math.floor((1 + random() * 9) * day));
    } else {
      computer.pass(Math.floor((1 + random() * 4) * hour));
    }
    if (random() < 0.03) computer.restart();
    if (random() < 0.01) {
      counts.zones += 1;
      process.env['TZ'] = zones[Math.floor(random() * zones.length)] ?? 'UTC';
    }
  }

  let due = 0;
  let together = 0;
  const lost: string[] = [];
  const twice: string[] = [];
  const gone = new Set(trashed);
  for (const { fields } of certificates) {
    const { sha256, notAfter } = fields;
    const notices = computer.shown.get(sha256) ?? [];
    if (new Set(notices.map(({ days }) => days)).size !== notices.length) twice.push(sha256);
    expect(notices.map(({ days }) => days)).toEqual(notices.map(({ days }) => days).toSorted((a, b) => b - a));
    if (gone.has(sha256)) expect(notices).toEqual([]);
    for (const days of gone.has(sha256) ? [] : (own.get(sha256) ?? standardReminderDays)) {
      // Written out here, not taken from the planner: less than days + 1 whole days are left.
      const reached = Date.parse(notAfter) - (days + 1) * day;
      const look = computer.awake.find((at) => at >= reached);
      if (look === undefined || look > Date.parse(notAfter) + 30 * day) continue;
      due += 1;
      const heard = notices.find(({ at }) => at === look);
      if (heard === undefined || heard.days > days) lost.push(`${sha256} ${days}`);
      else if (heard.days < days) together += 1;
    }
  }
  const notices = [...computer.shown.values()].flat().length;
  console.log(
    JSON.stringify({
      seed,
      ...counts,
      due,
      told: notices,
      toldTogether: together,
      lost: lost.length,
      twice: twice.length,
    }),
  );
  expect({ lost, twice, inQuietHours: counts.inQuietHours }).toEqual({ lost: [], twice: [], inQuietHours: 0 });
  expect(notices + together).toBe(due);
  expect(due).toBeGreaterThan(1500);
  expect(counts.restarts).toBeGreaterThan(50);
  expect(counts.zones).toBeGreaterThan(10);
  expect(counts.sleeps).toBeGreaterThan(20);
}, 180_000);
