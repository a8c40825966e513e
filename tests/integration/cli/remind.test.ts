// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-remind-'));
const vault = join(folder, 'vault');
const dayMs = 86_400_000;
let sha256 = '';
let entry = '';

async function cli(...argv: string[]) {
  const { code, json } = await runCli([...argv, '--json', '--vault', vault], { environment: { HOME: folder } });
  return { code, reminders: json?.value?.reminders, error: json?.error?.code };
}

beforeAll(async () => {
  const key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const bank = makeIdentityFiles(folder, 'bank', { subject: '/CN=Bank', days: 50, key });
  ({ sha256 } = bank);
  await runCli(['import', bank.certificate, '--vault', vault]);
  await runCli(['set', sha256, '--label', 'bank', '--vault', vault]);
  const added = await runCli(['watch', 'add', '--name', 'U-key', '--until', '2030-03-31', '--json', '--vault', vault]);
  entry = added.json?.value.entries[0].id;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[A01] [R01] remind ID', () => {
  test('sets the reminder days of a certificate and a watched date, and the next call shows them', async () => {
    const end = new Date(
      execFileSync('openssl', ['x509', '-noout', '-enddate'], { input: readFileSync(join(folder, 'bank.pem')) })
        .toString()
        .replace('notAfter=', ''),
    );
    const chosen = await cli('remind', 'label:bank', entry.slice(0, 8), '--days', '7,45,7');
    expect(chosen.code).toBe(0);
    const [bank, key] = (await cli('remind', sha256.slice(0, 8), entry)).reminders;
    expect(bank).toMatchObject({ about: sha256, days: [45, 7], snoozedUntil: null, canSnooze: true });
    expect(bank.planned).toEqual(
      [45, 7].map((days) => ({
        days,
        at: new Date(end.getFullYear(), end.getMonth(), end.getDate() - days).toISOString(),
      })),
    );
    expect(key).toMatchObject({ about: entry, days: [45, 7] });
    expect((await cli('remind', sha256, '--days', 'none')).reminders[0]).toMatchObject({ days: [], planned: [] });
    expect((await cli('remind', sha256, '--days', 'default')).reminders[0]).toMatchObject({ days: null });
  });

  test('snoozes for a week and ends the snooze', async () => {
    const before = Date.now();
    const [snoozed] = (await cli('remind', sha256, '--snooze')).reminders;
    expect(Date.parse(snoozed.snoozedUntil) - before).toBeGreaterThanOrEqual(7 * dayMs);
    expect(Date.parse(snoozed.snoozedUntil) - Date.now()).toBeLessThanOrEqual(7 * dayMs);
    expect((await cli('remind', sha256)).reminders[0].snoozedUntil).toBe(snoozed.snoozedUntil);
    expect((await cli('remind', sha256, '--end-snooze')).reminders[0].snoozedUntil).toBeNull();
  });

  test('refuses invalid days, both snooze flags and an unknown ID, and changes nothing', async () => {
    for (const days of ['', 'soon', '-1', '1,,2', '366']) {
      expect(await cli('remind', sha256, '--days', days)).toMatchObject({ code: 2, error: 'usage' });
    }
    expect(await cli('remind', sha256, '--snooze', '--end-snooze')).toMatchObject({ code: 2, error: 'usage' });
    expect(await cli('remind', sha256, '00000000', '--days', '3')).toMatchObject({ code: 6, error: 'not-found' });
    expect((await cli('remind', sha256)).reminders[0]).toMatchObject({ days: null, snoozedUntil: null });
  });
});
