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
  /** The fault begins. `share`: 0..1, of what there is to choose (how much room is left). */
  strike(share: number): Promise<void>;
  /** The drive works again and is mounted where it was. */
  heal(): Promise<void>;
  release(): Promise<void>;
}

export interface DriveFault {
  /** What a backup may end with when the fault came before it, the likeliest first. */
  readonly before: readonly ErrorCode[];
  /** More of what it may end with when the fault came at some moment of it. */
  readonly during: readonly ErrorCode[];
  readonly unavailable: () => string | null;
  /** A sound drive that can have the fault. `folder`: for its files. */
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

/** Its journal is played back; 1 and 2 say that something was put right. A file system still in use is waited for. */
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

/** Leaves `room` octets; returns the file that takes the rest. */
function fill(folder: string, room: number): string {
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - Math.ceil(room / bsize) * bsize)));
  } catch (error) {
    // The backup took some of it meanwhile: then nothing is left, which is less than was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  return ballast;
}

/** About twice of what the backups of these tests need. */
const mostRoom = 400_000;

export const driveFaults = {
  /** The program behind the file system is killed, as when a stick is pulled out of a FUSE mount. */
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
  /** It is unmounted under us, and its folder stays. */
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
    // ext4 makes itself read-only.
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
  /** There is room in the file system, and none in what it is on: writing succeeds, and fsync does not. */
  'full below': {
    before: ['disk-full'],
    // ext4 makes itself read-only when its journal cannot be written.
    during: ['drive-failing', 'place-read-only'],
    unavailable: () => drivesUnavailable('ext4'),
    async make(folder) {
      const store = join(folder, 'store');
      mkdirSync(store);
      await tool('mount', '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', store);
      const image = join(store, 'ext4.img');
      const drive = await makeLoopDrive({ fileSystem: 'ext4', image, mebibytes: 32, mountPoint: mountIn(folder) });
      // What was removed goes back to the store, or later backups would find room in its place.
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
          // Refused while a file is open for writing.
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
