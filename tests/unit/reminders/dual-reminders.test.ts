// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { CertificatesService } from '../../../main/certificates/certificates-service.ts';
import { createRemindersService } from '../../../main/reminders/reminders-service.ts';
import type { VaultAccess } from '../../../main/vault/vault-access.ts';
import type { WatchedService } from '../../../main/watched/watched-service.ts';
import { type ReminderState, untouched } from '../../../shared/domain/certificates/reminder-plan.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';

const [signing, encryption] = ['a'.repeat(64), 'b'.repeat(64)];
const notAfter = '2027-03-31T12:00:00Z';

/** A vault whose only identity has two certificates. */
function pairReminders(loss: Loss | null = null) {
  const states = new Map<string, ReminderState>();
  const stateOf = (about: string): ReminderState => states.get(about) ?? untouched;
  const vault = {
    reminders: {
      state: stateOf,
      choose: async (about: string, days: readonly number[] | null) =>
        await Promise.resolve(void states.set(about, { ...stateOf(about), days })),
      snooze: async (about: string, snoozedUntil: string | null) =>
        await Promise.resolve(void states.set(about, { ...stateOf(about), snoozedUntil })),
    },
  };
  const identity = { sha256: signing, displayName: '张三', notAfter, status: 'valid', loss, isCa: false };
  const reminders = createRemindersService({
    vault: { require: async () => await Promise.resolve(vault) } as unknown as VaultAccess,
    certificates: { identity: async () => await Promise.resolve(identity) } as unknown as CertificatesService,
    watched: { list: async () => await Promise.resolve([]) } as unknown as WatchedService,
    settings: () => settingsSchema.parse({}).reminders,
    now: () => new Date('2027-03-01T00:00:00Z'),
    timeZone: () => 'Asia/Shanghai',
  });
  return { reminders, states };
}

test('[G04] [R01] both certificates of an identity share reminder days and snoozing', async () => {
  const { reminders, states } = pairReminders();
  expect(await reminders.choose({ about: encryption, days: [5] })).toMatchObject({ about: signing, days: [5] });
  expect(await reminders.of({ about: signing })).toMatchObject({ days: [5], planned: [{ days: 5 }] });
  await reminders.snooze({ about: encryption, snoozed: true });
  expect((await reminders.of({ about: encryption })).snoozedUntil).not.toBeNull();
  expect([...states.keys()]).toEqual([signing]);
});

test('[G04] [R01] [E08] an identity reported stolen by either certificate gets no reminders', async () => {
  const { reminders } = pairReminders({
    kind: 'stolen',
    reportedAt: '2027-02-01T00:00:00Z',
    done: [],
    replaced: false,
  });
  expect(await reminders.of({ about: signing })).toMatchObject({ planned: [], canSnooze: false });
  const refused = reminders.snooze({ about: signing, snoozed: true });
  await expect(refused).rejects.toMatchObject({ code: 'invalid-input' });
});
