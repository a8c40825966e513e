// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { nextSecond } from '../../support/openssl/next-second.ts';
import { folderDestination } from '../../../main/backup/destinations/folder-destination.ts';
import { listVolumes } from '../../../main/backup/drives/list-drives.ts';
import { errorsEn } from '../../../shared/i18n/errors/errors.en.ts';
import { errorsZhCn } from '../../../shared/i18n/errors/errors.zh-CN.ts';
import {
  backupsIn,
  benchPassphrase,
  hashOf,
  openBackupBench,
  type BackupBench,
} from '../../support/drives/backup-bench.ts';
import { driveFaultNames, driveFaults, type FaultyDrive } from '../../support/drives/faults.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { makeLoopDrive, type LoopDrive } from '../../support/drives/loop-drive.ts';
import { drivesUnavailable, tool } from '../../support/drives/run-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-drives-'));
let bench: BackupBench;
beforeAll(async () => (bench = await openBackupBench(join(folder, 'vault'), 40)));
afterAll(() => {
  bench.close();
  rmSync(folder, { recursive: true });
});

function newFolder(): string {
  return mkdtempSync(join(folder, 'drive-'));
}

async function attached<T extends { release(): Promise<void> }>(drive: Promise<T>): Promise<T> {
  const made = await drive;
  onTestFinished(async () => await made.release());
  return made;
}

async function madeBefore(place: string) {
  const { code, claimed } = await bench.backup(place);
  if (claimed === null) throw new Error(`the backup on the sound drive ended with ${code}`);
  // Backups are named by the second.
  await nextSecond();
  return claimed;
}

describe('a drive fails before a backup', () => {
  for (const name of driveFaultNames) {
    const fault = driveFaults[name];
    const reason = fault.unavailable();
    test.skipIf(reason !== null)(
      `[B08] ${name}: claims no backup, names the error, keeps the old one${reason === null ? '' : ` (skipped: ${reason})`}`,
      async () => {
        const drive: FaultyDrive = await attached(fault.make(newFolder()));
        const before = await madeBefore(drive.mountPoint);
        await drive.strike(0);
        const { code, claimed } = await bench.backup(drive.mountPoint);
        expect({ code, claimed }).toEqual({ code: fault.before[0], claimed: null });
        for (const texts of [errorsEn, errorsZhCn]) {
          const text = texts[fault.before[0]];
          expect(text.cause).not.toBe('');
          expect(text.step).not.toBe('');
        }
        await drive.heal();
        expect(hashOf(before.path)).toBe(before.sha256);
        expect(backupsIn(drive.mountPoint)).toHaveLength(1);
        const again = await bench.backup(drive.mountPoint);
        expect(again.code).toBe('done');
        expect(await bench.judge(again.claimed ?? before)).toEqual([]);
      },
    );
  }
});

const noExt4 = drivesUnavailable('ext4');
const why = noExt4 === null ? '' : ` (skipped: ${noExt4})`;

describe.skipIf(noExt4 !== null)(`a drive that comes and goes${why}`, () => {
  async function stick(at: string, label: string): Promise<LoopDrive> {
    const image = join(newFolder(), 'stick.img');
    return await attached(makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 16, mountPoint: at, label }));
  }

  test('[B08] nothing is written to the mount point of an unmounted drive', async () => {
    const drive = await stick(join(newFolder(), 'stick'), 'A');
    await madeBefore(drive.mountPoint);
    await drive.unmount();
    expect((await bench.backup(drive.mountPoint)).code).toBe('place-changed');
    expect(readdirSync(drive.mountPoint)).toEqual([]);
    // The same, with a folder of the same name left at the mount point.
    await drive.mount();
    const below = join(drive.mountPoint, 'backups');
    mkdirSync(below);
    await madeBefore(below);
    await drive.unmount();
    mkdirSync(below);
    expect((await bench.backup(below)).code).toBe('place-changed');
    expect(readdirSync(below)).toEqual([]);
    rmSync(below, { recursive: true });
  });

  test('[B01] [B09] the same drive mounted elsewhere is found by its UUID', async () => {
    const image = join(newFolder(), 'stick.img');
    const options = { fileSystem: 'ext4', image, mebibytes: 16 } as const;
    const first = await attached(makeLoopDrive({ ...options, mountPoint: join(newFolder(), 'stick') }));
    const place = join(first.mountPoint, '证书', 'backups');
    mkdirSync(place, { recursive: true });
    await madeBefore(place);
    const [row] = await bench.services.backups.history();
    if (!row) throw new Error('no row');
    expect(row.volume).toMatch(/^[0-9a-f-]{36}$/);
    const elsewhere = await stick(join(newFolder(), 'other'), 'B');
    await first.unmount();
    await expect(bench.services.backups.verifyKnown(row.id, null)).rejects.toMatchObject({ code: 'backup-gone' });
    // The first drive returns at the other drive's mount point.
    await elsewhere.unmount();
    await tool('mount', first.device, elsewhere.mountPoint);
    expect(await bench.services.backups.verifyKnown(row.id, null)).toMatchObject({ outcome: 'unchanged' });
  });

  test('[B01] a mounted file system has label, UUID and Chinese path, and a loop device is not removable', async () => {
    const at = join(newFolder(), '备份 盘');
    const drive = await stick(at, '备份 1');
    const found = (await listVolumes()).find(({ device }) => device === drive.device);
    expect(found).toMatchObject({ mountPoint: at, label: '备份 1', fileSystem: 'ext4', readOnly: false });
    expect(found?.uuid).toMatch(/^[0-9a-f-]{36}$/);
    const drives = await bench.services.backups.drives();
    expect(drives.map(({ device }) => device)).not.toContain(drive.device);
    await expect(bench.services.backups.eject(drive.device)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[B08] an older backup does not count as removed while its drive is unmounted', async () => {
    const drive = await stick(join(newFolder(), 'stick'), 'A');
    const { path } = await madeBefore(drive.mountPoint);
    const name = path.slice(drive.mountPoint.length + 1);
    const [row] = await bench.services.backups.history();
    const destination = folderDestination(bench.services.destinations, drive.mountPoint, row?.volume);
    await drive.unmount();
    expect(await destination.remove(name)).toBe(false);
    await drive.mount();
    expect(backupsIn(drive.mountPoint)).toEqual([name]);
    expect(await destination.remove(name)).toBe(true);
    expect(await destination.remove(name)).toBe(true);
    expect(backupsIn(drive.mountPoint)).toEqual([]);
  });

  test('[B08] [U01] the command line reports a read-only drive in both languages and exits with 7', async () => {
    const drive = await stick(join(newFolder(), 'stick'), 'A');
    await tool('mount', '-o', 'remount,ro', drive.mountPoint);
    const passphrase = join(folder, 'passphrase');
    writeFileSync(passphrase, benchPassphrase);
    const words = ['backup', 'create', '--to', drive.mountPoint, '--passphrase-file', passphrase];
    const where = ['--vault', join(folder, 'vault')];
    const answer = await runCli([...words, ...where, '--json']);
    expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
      exitCode: 7,
      error: 'place-read-only',
    });
    for (const [language, texts] of [
      ['en_US.UTF-8', errorsEn],
      ['zh_CN.UTF-8', errorsZhCn],
    ] as const) {
      const { code, stderr } = await runCli([...words, ...where], { environment: { LANG: language } });
      expect(code).toBe(7);
      expect(stderr).toContain(texts['place-read-only'].cause);
      expect(stderr).toContain(texts['place-read-only'].step);
    }
  });

  test('[B08] a drive with too little space is refused before anything is written', async () => {
    const drive = await stick(join(newFolder(), 'stick'), 'A');
    writeFileSync(join(drive.mountPoint, 'ballast'), new Uint8Array(12_000_000));
    const { bavail, bsize } = statfsSync(drive.mountPoint);
    writeFileSync(join(drive.mountPoint, 'more'), new Uint8Array(Math.max(0, bavail * bsize - 16_384)));
    const outcome = await bench.backup(drive.mountPoint);
    expect(outcome.code).toBe('disk-full');
    // Only the check before writing reports both numbers.
    expect(outcome.details).toMatchObject({ needed: expect.any(Number), free: expect.any(Number) });
  });
});

describe('a folder', () => {
  test('[B08] a path that is too long is reported', async () => {
    // Close to PATH_MAX (4096 bytes): the backup's file name doesn't fit.
    let long = newFolder();
    const part = `/${'长'.repeat(20)}`;
    while (Buffer.byteLength(long) + Buffer.byteLength(part) < 4_050) long += part;
    long += `/${'x'.repeat(4_080 - Buffer.byteLength(long))}`;
    mkdirSync(long, { recursive: true });
    expect((await bench.backup(long)).code).toBe('name-too-long');
    expect(readdirSync(long)).toEqual([]);
    expect((await bench.backup(join(folder, 'y'.repeat(300)))).code).toBe('name-too-long');
  });

  test('[B08] after the clock went back no backup is overwritten, and the newest one is kept', async () => {
    const place = newFolder();
    const claims = new Map<string, string>();
    onTestFinished(() => bench.setClock(null));
    const hours = [
      '2031-01-01T10',
      '2031-01-01T10',
      '2031-01-01T09',
      '2031-01-01T10',
      '2031-01-01T09',
      '2031-01-01T08',
    ];
    for (const hour of [...hours, '2027-05-05T00', '2027-05-05T00']) {
      bench.setClock(new Date(`${hour}:00:00Z`));
      const { code, claimed } = await bench.backup(place);
      expect(code).toBe('done');
      if (claimed === null) continue;
      expect(claims.has(claimed.path)).toBe(false);
      claims.set(claimed.path, claimed.sha256);
      expect(backupsIn(place)).toContain(claimed.path.slice(place.length + 1));
    }
    // The last five are intact: two of 2027 and those written before them.
    for (const [path, sha256] of [...claims].slice(-5)) expect(hashOf(path)).toBe(sha256);
    expect(backupsIn(place)).toHaveLength(5);
    expect((await bench.services.backups.history()).filter((row) => row.place === place)).toHaveLength(5);
  });
});
