// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tracesInImage, tracesOf } from '../../support/backup/secret-traces.ts';
import { makeLoopDrive } from '../../support/drives/loop-drive.ts';
import { drivesUnavailable } from '../../support/drives/run-tool.ts';
import type { BackupKillReport } from './backup-kill-report.ts';
import { killBackups } from './backup-kills.ts';

export interface DiskFinding {
  readonly held: boolean;
  readonly lines: readonly string[];
}

/**
 * Runs `killBackups` on a separate disk, then searches its octets to cover removed and unnamed files. Where no
 * disk can be made, only files are searched, as after every kill.
 */
export async function killBackupsOnDisk({
  folder,
  ...options
}: Omit<Parameters<typeof killBackups>[0], 'work'>): Promise<{ reports: BackupKillReport[]; disk: DiskFinding }> {
  const reason = drivesUnavailable('ext4');
  const kept = join(folder, 'kept');
  if (reason !== null) {
    const { reports } = await killBackups({ ...options, folder: kept, work: join(folder, 'work') });
    return { reports, disk: { held: true, lines: [`skipped: the octets of a disk: ${reason}`] } };
  }
  mkdirSync(folder, { recursive: true });
  const [image, mountPoint] = [join(folder, 'disk.img'), join(folder, 'disk')];
  const drive = await makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 256, mountPoint });
  try {
    const { reports, traces } = await killBackups({ ...options, folder: kept, work: join(mountPoint, 'work') });
    const control = randomBytes(32);
    writeAndRemove(join(mountPoint, 'control'), control);
    await drive.unmount();
    const found = tracesInImage(image, [...traces, ...tracesOf('control', control)]);
    const others = found.filter((line) => !line.startsWith('control lies'));
    // Proves that the search finds removed data.
    const seen = others.length < found.length;
    const sum = `${others.length} secrets in the octets of the disk, the removed control ${seen ? '' : 'not '}found`;
    return { reports, disk: { held: seen && others.length === 0, lines: [...others, sum] } };
  } finally {
    await drive.release();
  }
}

function writeAndRemove(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w');
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  rmSync(path);
}
