// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createRemindersService } from '../../../main/reminders/reminders-service.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import { backupRow } from '../../support/vault/backup-row.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const lookedAt = '2026-08-01T12:00:00.000Z';
const row = backupRow(lookedAt, { certificates: 0, keys: 0 });

async function setUp(change: Partial<ReturnType<typeof settingsSchema.parse>['reminders']> = {}) {
  const vault = newTestVault();
  await vault.backups.record(row, []);
  const clock = { now: new Date('2026-10-29T12:00:00Z') };
  const none = { list: async () => [], deadlines: async () => [] };
  const service = createRemindersService({
    vault: { current: async () => vault, require: async () => vault } as never,
    certificates: none as never,
    watched: none as never,
    settings: () => ({ ...settingsSchema.parse({}).reminders, quietHours: null, ...change }),
    now: () => clock.now,
    timeZone: () => 'Asia/Shanghai',
  });
  const at = async (time: string) => {
    clock.now = new Date(time);
    return (await service.due()).backup;
  };
  return { vault, service, at };
}

describe('[B10] the reminder to check a backup', () => {
  test('comes once after 90 days, and starts over after a check', async () => {
    const { vault, service, at } = await setUp();
    expect(await at('2026-10-30T11:00:00Z')).toBeNull();
    const due = await at('2026-11-25T12:00:00Z');
    expect(due).toMatchObject({ about: row.id, daysSinceLook: 116 });
    if (due) await service.markNotified([due]);
    expect(await at('2026-11-26T12:00:00Z')).toBeNull();
    await vault.backups.look(row.id, new Date('2026-11-27T12:00:00Z'), null);
    expect(await at('2027-02-01T12:00:00Z')).toBeNull();
    expect(await at('2027-03-01T12:00:00Z')).toMatchObject({ about: row.id });
  });

  test('waits during quiet hours, and does not come when reminders are off', async () => {
    const quiet = await setUp({ quietHours: { from: 22, to: 8 } });
    expect(await quiet.at('2026-11-25T15:00:00Z')).toBeNull();
    expect(await quiet.at('2026-11-26T01:00:00Z')).not.toBeNull();
    const off = await setUp({ isOn: false });
    expect(await off.at('2026-11-25T12:00:00Z')).toBeNull();
  });

  test('is deleted with its backup', async () => {
    const { vault, service, at } = await setUp();
    const due = await at('2026-11-25T12:00:00Z');
    if (due) await service.markNotified([due]);
    expect(vault.reminders.states().has(row.id)).toBe(true);
    await vault.backups.forget(row.id);
    expect(vault.reminders.states().has(row.id)).toBe(false);
  });
});
