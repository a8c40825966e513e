// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { makeFailingDevice, type DeviceFault } from './failing-device.ts';
import { makeLoopDrive, type LoopDrive } from './loop-drive.ts';
import { drivesUnavailable, tool } from './run-tool.ts';

export interface FaultyDrive {
  readonly mountPoint: string;
  /** Starts the fault. `share` (0 to 1) scales the free space left by faults that fill the disk. */
  strike(share: number): Promise<void>;
  /** Makes the drive work again, mounted at the same place. */
  heal(): Promise<void>;
  release(): Promise<void>;
}

export interface DriveFault {
  /** Error codes allowed when the fault precedes the backup; tests expect the first. */
  readonly before: readonly ErrorCode[];
  /** Additional codes allowed when the fault happens during the backup. */
  readonly during: readonly ErrorCode[];
  readonly unavailable: () => string | null;
  /** Makes a healthy drive that can develop the fault. `folder` holds its files. */
  make(folder: string): Promise<FaultyDrive>;
}

const mountIn = (folder: string) => join(folder, '备份 盘');

async function failingDrive(folder: string, fault: DeviceFault): Promise<FaultyDrive> {
  const device = await makeFailingDevice(folder, fault, 16);
  let drive: LoopDrive;
  try {
    const options = { fileSystem: 'ext4', image: device.image, mebibytes: null, direct: true } as const;
    drive = await makeLoopDrive({ ...options, mountPoint: mountIn(folder) });
  } catch (error) {
    await device.release();
    throw error;
  }
  return {
    mountPoint: drive.mountPoint,
    strike: async () => {
      device.begin();
      return await Promise.resolve();
    },
    async heal() {
      device.end();
      await drive.unmountLazily();
      await repair(drive.device);
      await drive.mount();
    },
    async release() {
      device.end();
      await drive.release();
      await device.release();
    },
  };
}

/** Repairs the file system, retrying while it is in use. e2fsck exits with 1 or 2 after repairs. */
async function repair(device: string): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    try {
      await tool('sh', '-c', `e2fsck -fy ${device} >/dev/null 2>&1; [ $? -le 2 ]`);
      return;
    } catch (error) {
      if (turn >= 50) throw error;
      await setTimeout(100);
    }
  }
}

async function exfat(folder: string, mebibytes: number): Promise<LoopDrive> {
  const image = join(folder, 'exfat.img');
  return await makeLoopDrive({ fileSystem: 'exfat', image, mebibytes, mountPoint: mountIn(folder) });
}

/** Leaves about `room` octets free and returns the file that fills the rest. */
function fill(folder: string, room: number): string {
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - Math.ceil(room / bsize) * bsize)));
  } catch (error) {
    // The backup used some space meanwhile, so the disk is full before the target is reached.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  return ballast;
}

/** About twice what these tests' backups need. */
const mostRoom = 400_000;

export const driveFaults = {
  /** Kills the program behind a FUSE file system, like pulling out a stick. */
  'answers no more': {
    before: ['drive-gone'],
    during: [],
    unavailable: () => drivesUnavailable('exfat'),
    async make(folder) {
      const drive = await exfat(folder, 16);
      const { mountPoint, release } = drive;
      return {
        mountPoint,
        release,
        strike: async () => {
          drive.killFuse();
          return await Promise.resolve();
        },
        async heal() {
          await drive.unmountLazily();
          await drive.mount();
        },
      };
    },
  },
  /** Unmounts the drive while in use, leaving its folder. */
  'bare mount point': {
    before: ['place-changed'],
    during: ['drive-gone'],
    unavailable: () => drivesUnavailable('ext4'),
    async make(folder) {
      const image = join(folder, 'ext4.img');
      const drive = await makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 16, mountPoint: mountIn(folder) });
      const { mountPoint, release } = drive;
      return {
        mountPoint,
        release,
        strike: async () => await drive.unmountLazily(),
        heal: async () => await drive.mount(),
      };
    },
  },
  'device errors': {
    before: ['drive-failing'],
    // ext4 remounts itself read-only.
    during: ['place-read-only'],
    unavailable: () => drivesUnavailable('failing'),
    make: async (folder) => await failingDrive(folder, 'everything'),
  },
  'reading fails': {
    before: ['drive-failing'],
    during: [],
    unavailable: () => drivesUnavailable('failing'),
    make: async (folder) => await failingDrive(folder, 'reads'),
  },
  'gives back something else': {
    before: ['drive-failing'],
    during: [],
    unavailable: () => drivesUnavailable('failing'),
    make: async (folder) => await failingDrive(folder, 'lies'),
  },
  full: {
    before: ['disk-full'],
    during: [],
    unavailable: () => drivesUnavailable('exfat'),
    async make(folder) {
      const drive = await exfat(folder, 4);
      const { mountPoint, release } = drive;
      let ballast = '';
      return {
        mountPoint,
        release,
        strike: async (share) => {
          ballast = fill(mountPoint, share * mostRoom);
          return await Promise.resolve();
        },
        heal: async () => {
          rmSync(ballast);
          return await Promise.resolve();
        },
      };
    },
  },
  /** The file system has space but its backing store doesn't, so writing succeeds and fsync fails. */
  'full below': {
    before: ['disk-full'],
    // ext4 remounts itself read-only when it can't write its journal.
    during: ['drive-failing', 'place-read-only'],
    unavailable: () => drivesUnavailable('ext4'),
    async make(folder) {
      const store = join(folder, 'store');
      mkdirSync(store);
      await tool('mount', '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', store);
      const image = join(store, 'ext4.img');
      const drive = await makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 32, mountPoint: mountIn(folder) });
      // Return freed blocks to the store; otherwise later backups would find space in them.
      await tool('mount', '-o', 'remount,discard', drive.mountPoint);
      return {
        mountPoint: drive.mountPoint,
        strike: async (share) => {
          fill(store, (share * mostRoom) / 2);
          return await Promise.resolve();
        },
        async heal() {
          rmSync(join(store, 'ballast'));
          await drive.unmountLazily();
          await repair(drive.device);
          await drive.mount('rw,discard');
        },
        async release() {
          await drive.release();
          await tool('umount', '-l', store);
        },
      };
    },
  },
  'read-only': {
    before: ['place-read-only'],
    during: ['drive-failing'],
    unavailable: () => drivesUnavailable('ext4'),
    async make(folder) {
      const image = join(folder, 'ext4.img');
      const drive = await makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 16, mountPoint: mountIn(folder) });
      const { mountPoint, release } = drive;
      return {
        mountPoint,
        release,
        async strike() {
          // Remounting fails while a file is open for writing.
          for (let turn = 0; turn < 20; turn += 1) {
            try {
              await tool('mount', '-o', 'remount,ro', mountPoint);
              return;
            } catch {
              await setTimeout(5);
            }
          }
        },
        heal: async () => void (await tool('mount', '-o', 'remount,rw', mountPoint)),
      };
    },
  },
} as const satisfies Readonly<Record<string, DriveFault>>;

export type DriveFaultName = keyof typeof driveFaults;
export const driveFaultNames = Object.keys(driveFaults) as DriveFaultName[];
