// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackupStep } from '../../../main/backup/create-backup.ts';
import { backupsIn, benchPassphrase, openBackupBench, type BackupBench } from '../../support/drives/backup-bench.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-lock-in-backup-'));
const vaultFolder = join(folder, 'vault');
let bench: BackupBench;

beforeAll(async () => {
  bench = await openBackupBench(vaultFolder, 1);
  const made = await Promise.all(Array.from({ length: 60 }, async (_, index) => await makeIdentity(`CN=用户${index}`)));
  await (
    await bench.services.vault.require()
  ).importItems({
    certificates: made.map(({ certificate }) => certificate),
    keys: made.map(({ key }) => key),
    origin: { via: 'file', fileName: '网银.p12', path: null, downloadedFrom: null },
  });
});
afterAll(() => {
  bench.close();
  rmSync(folder, { recursive: true });
});

/** Backs up into a new folder and locks the vault at `step`; `afterMs` delays the lock. */
async function lockedAt(name: string, step: BackupStep, afterMs: number | null) {
  const to = join(folder, name);
  mkdirSync(to);
  const vault = await bench.services.vault.require();
  if (!vault.isUnlocked) await vault.unlock({ kind: 'passphrase', secret: benchPassphrase });
  const locking: Promise<void>[] = [];
  const lockAfter = async (ms: number): Promise<void> => {
    await setTimeout(ms);
    vault.lock();
  };
  const outcome = await bench.backup(to, (now) => {
    if (now !== step || locking.length > 0) return;
    if (afterMs === null) vault.lock();
    locking.push(afterMs === null ? Promise.resolve() : lockAfter(afterMs));
  });
  await Promise.all(locking);
  expect(locking).toHaveLength(1);
  expect(vault.isUnlocked).toBe(false);
  return { to, outcome };
}

/** Checkpoints the WAL and vacuums, in another process. `busy` is 0 only if no reader holds an older snapshot. */
function checkpointByAnother(): unknown {
  const script = `const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    console.log(JSON.stringify(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()));
    database.exec('VACUUM');`;
  const said = execFileSync(process.execPath, ['-e', script, join(vaultFolder, 'vault.sqlite')], { encoding: 'utf8' });
  return JSON.parse(said);
}

async function expectNothingHeld(): Promise<void> {
  expect(checkpointByAnother()).toMatchObject({ busy: 0 });
  const vault = await bench.services.vault.require();
  await vault.unlock({ kind: 'passphrase', secret: benchPassphrase });
  expect((await vault.verify()).findings).toEqual([]);
}

describe('a lock during a backup', () => {
  test.each(['backup-protect', 'backup-write', 'backup-rehearse'] as const)(
    '[B08] [K03] cancels the backup at %s, reads no key afterwards and leaves no file',
    async (step) => {
      const { to, outcome } = await lockedAt(step, step, null);
      expect(outcome).toMatchObject({ code: 'vault-locked', claimed: null });
      expect(readdirSync(to)).toEqual([]);
      await expectNothingHeld();
    },
  );

  test('[B08] [K03] keeps a backup that already has its final name, whole and in the history', async () => {
    const { to, outcome } = await lockedAt('finish', 'backup-finish', null);
    expect(outcome.code).toBe('done');
    expect(outcome.claimed && (await bench.judge(outcome.claimed))).toEqual([]);
    const rows = (await bench.services.backups.history()).filter(({ place }) => place === to);
    expect(rows.map(({ fileName }) => fileName)).toEqual(backupsIn(to));
    await expectNothingHeld();
  });

  test('[B08] [K03] leaves a whole backup or none at any moment of the test restore', async () => {
    for (const ms of [5, 60, 200]) {
      const { to, outcome } = await lockedAt(`rehearse ${ms}`, 'backup-rehearse', ms);
      expect(['vault-locked', 'done']).toContain(outcome.code);
      expect(backupsIn(to)).toHaveLength(outcome.code === 'done' ? 1 : 0);
      expect(readdirSync(to)).toHaveLength(outcome.code === 'done' ? 1 : 0);
      if (outcome.claimed) expect(await bench.judge(outcome.claimed)).toEqual([]);
      await expectNothingHeld();
    }
  });
});
