// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { standardReminderDays } from '../../../shared/domain/certificates/reminder-plan.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { createRemindedComputer } from '../../support/reminders/reminded-computer.ts';

const seed = Number(process.env['CERTSTEWARD_SEED'] ?? 20_261_125);
const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2027-01-01T00:00:00Z');
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const calendars = new Map(
  zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })]),
);
/** Computed independently of the planner. */
const calendarDay = (at: number, zone: string): number => Date.parse(calendars.get(zone)?.format(at) ?? '') / day;

const folder = mkdtempSync(join(tmpdir(), 'cs-reminders-'));
const zoneBefore = process.env['TZ'];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

test(`[R01] [K03] in two years, a locked vault of 500 certificates shows each notice once (seed ${seed})`, async () => {
  process.env['TZ'] = 'Asia/Shanghai';
  const random = seededRandom(seed);
  const computer = createRemindedComputer(folder, start);
  const { certificates, key } = makeManyCertificates(500, start);
  const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
  await computer.services().vault.createWithProtectors({ passphrase: 'for two years' });
  await (await computer.services().vault.require()).importItems({ certificates, keys: [key], origin });
  // From here on the person never enters the passphrase again.
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

  const awake = computer.awake.map(({ at, zone }) => ({ at, zone, day: calendarDay(at, zone) }));
  let due = 0;
  let together = 0;
  const lost: string[] = [];
  const twice: string[] = [];
  const gone = new Set(trashed);
  for (const { fields } of certificates) {
    const { sha256, notAfter } = fields;
    const notices = computer.shown.get(sha256) ?? [];
    const endDays = Object.fromEntries(zones.map((zone) => [zone, calendarDay(Date.parse(notAfter), zone)]));
    if (new Set(notices.map(({ days }) => days)).size !== notices.length) twice.push(sha256);
    expect(notices.map(({ days }) => days)).toEqual(notices.map(({ days }) => days).toSorted((a, b) => b - a));
    if (gone.has(sha256)) expect(notices).toEqual([]);
    for (const days of gone.has(sha256) ? [] : (own.get(sha256) ?? standardReminderDays)) {
      const look = awake.find((each) => each.day >= (endDays[each.zone] ?? Infinity) - days);
      if (look === undefined || look.at > Date.parse(notAfter) + 30 * day) continue;
      due += 1;
      const heard = notices.find(({ at }) => at === look.at);
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
