// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createServices } from '../../../main/services.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Asia/Shanghai';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const standard = settingsSchema.parse({}).reminders;
const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-03-31T12:00:00Z') };

function start(changed: Partial<Settings['reminders']> = {}) {
  let now = new Date('2027-03-20T12:30:00Z');
  const settings = { ...standard, quietHours: null, ...changed };
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    reminderSettings: () => settings,
    now: () => now,
  });
  onTestFinished(() => services.close());
  const add = async (subject: string, times = validity) => {
    const { certificate, sha256 } = await makeIdentity(subject, null, undefined, times);
    await (await services.vault.requireOrCreate()).importItems({ certificates: [certificate], keys: [], origin });
    return sha256;
  };
  const due = async () => (await services.reminders.due()).reminders.map(({ about, days }) => [about, days]);
  return { services, reminders: services.reminders, add, due, at: (iso: string) => (now = new Date(iso)) };
}

describe('the due reminders', () => {
  test('[R01] [D04] include certificates and typed entries once each, and none without a vault', async () => {
    const { services, add, due } = start();
    expect(await due()).toEqual([]);
    const sha256 = await add('CN=a');
    await services.watched.addCertificate({ sha256 });
    const { id } = await services.watched.add({ name: 'U盾', lastDay: '2027-03-22', place: null });
    expect(await due()).toEqual([
      [id, 3],
      [sha256, 14],
    ]);
  });

  test('[R01] name the bank if two certificates have the same name', async () => {
    const { services, reminders, add } = start();
    const names = async () => (await reminders.due()).reminders.map(({ name }) => name);
    await add('CN=云帆,OU=海川银行');
    expect(await names()).toEqual(['云帆']);
    await add('CN=云帆,OU=江州银行');
    expect((await names()).toSorted()).toEqual(['云帆 · 江州银行', '云帆 · 海川银行']);
    vi.spyOn(services.certificates, 'identity').mockRejectedValue(new Error('gone'));
    expect(await names()).toEqual(['云帆', '云帆']);
  });

  test('[R01] leave out superseded certificates and those in 最近删除', async () => {
    const { services, reminders, add, due } = start();
    const old = await add('CN=renewed');
    const gone = await add('CN=gone');
    await add('CN=renewed', {
      notBefore: new Date('2027-03-01T00:00:00Z'),
      notAfter: new Date('2029-03-31T12:00:00Z'),
    });
    await (await services.vault.require()).deletion.moveToTrash([gone]);
    expect(await due()).toEqual([]);
    expect(await reminders.of({ about: old })).toMatchObject({ planned: [], canSnooze: false });
    await expect(reminders.of({ about: '0'.repeat(64) })).rejects.toMatchObject({ code: 'not-found' });
    await expect(reminders.snooze({ about: old, snoozed: true })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('[R01] [E08] include a lost certificate until it is replaced', async () => {
    const { services, reminders, add, due } = start();
    const sha256 = await add('CN=lost');
    await services.losses.report({ sha256s: [sha256], kind: 'lost' });
    expect(await due()).toEqual([[sha256, 14]]);
    await services.losses.mark({ sha256s: [sha256], step: 'replaced', done: true });
    expect(await due()).toEqual([]);
    expect(await reminders.of({ about: sha256 })).toMatchObject({ planned: [], canSnooze: false });
    await services.losses.withdraw({ sha256s: [sha256] });
    expect(await due()).toEqual([[sha256, 14]]);
  });

  test('[R01] [E08] leave out a stolen certificate, also in the calendar', async () => {
    const { services, reminders, add, due } = start();
    const sha256 = await add('CN=stolen');
    await services.losses.report({ sha256s: [sha256], kind: 'stolen' });
    expect(await due()).toEqual([]);
    expect((await reminders.due()).next).toBeNull();
    expect((await reminders.calendar('en')).events).toBe(0);
    expect(await reminders.calendarRange()).toEqual({ events: 0, first: null, last: null });
    expect(await reminders.of({ about: sha256 })).toMatchObject({ planned: [], canSnooze: false });
    await expect(reminders.snooze({ about: sha256, snoozed: true })).rejects.toMatchObject({ code: 'invalid-input' });
    await services.losses.withdraw({ sha256s: [sha256] });
    expect(await due()).toEqual([[sha256, 14]]);
  });

  test('[R01] are none when reminders are off', async () => {
    const { reminders, add, due } = start({ isOn: false });
    const sha256 = await add('CN=a');
    expect(await due()).toEqual([]);
    expect(await reminders.of({ about: sha256 })).toMatchObject({ planned: [], canSnooze: false });
  });
});

describe('the reminders of one certificate', () => {
  test('[R01] list the days to come, and after a snooze only those beyond it', async () => {
    const { reminders, add, due, at } = start();
    const sha256 = await add('CN=a');
    const before = await reminders.of({ about: sha256 });
    expect(before.planned).toEqual([
      { days: 7, at: '2027-03-23T16:00:00.000Z' },
      { days: 3, at: '2027-03-27T16:00:00.000Z' },
      { days: 1, at: '2027-03-29T16:00:00.000Z' },
      { days: 0, at: '2027-03-30T16:00:00.000Z' },
    ]);
    const snoozed = await reminders.snooze({ about: sha256, snoozed: true });
    expect(snoozed).toMatchObject({ snoozedUntil: '2027-03-27T12:30:00.000Z' });
    expect(snoozed.planned.map(({ days }) => days)).toEqual([3, 1, 0]);
    expect(await due()).toEqual([]);
    at('2027-03-27T12:30:00Z');
    expect(await due()).toEqual([[sha256, 7]]);
    expect(await reminders.snooze({ about: sha256, snoozed: false })).toMatchObject({ snoozedUntil: null });
  });

  test('[R01] cannot be snoozed on the day of expiry', async () => {
    const { reminders, add, at } = start();
    const sha256 = await add('CN=a');
    at('2027-03-30T16:00:00Z');
    expect(await reminders.of({ about: sha256 })).toMatchObject({ canSnooze: false });
    await expect(reminders.snooze({ about: sha256, snoozed: true })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('[R01] follow its own days, none, or those of the settings', async () => {
    const { reminders, add } = start();
    const sha256 = await add('CN=a');
    const chosen = await reminders.choose({ about: sha256, days: [2, 5] });
    expect({ days: chosen.days, planned: chosen.planned.map(({ days }) => days) }).toEqual({
      days: [5, 2],
      planned: [5, 2],
    });
    expect(await reminders.choose({ about: sha256, days: [] })).toMatchObject({
      days: [],
      planned: [],
      canSnooze: false,
    });
    expect((await reminders.choose({ about: sha256, days: null })).planned).toHaveLength(4);
  });
});
