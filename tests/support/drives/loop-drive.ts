// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mountTable } from '../../../main/backup/drives/mount-table.ts';
import { tool } from './run-tool.ts';

export interface LoopDrive {
  readonly device: string;
  readonly mountPoint: string;
  mount(options?: string): Promise<void>;
  /** Works even with open files, which stay usable. */
  unmountLazily(): Promise<void>;
  unmount(): Promise<void>;
  killFuse(): void;
  /** Unmounts and detaches the drive in any state. */
  release(): Promise<void>;
}

/**
 * Formats `image` and mounts it as a drive. If `mebibytes` is null, the image must exist. With `direct`, the loop
 * device bypasses the image's page cache.
 */
export async function makeLoopDrive(options: {
  readonly fileSystem: 'ext4' | 'exfat';
  readonly image: string;
  readonly mebibytes: number | null;
  readonly mountPoint: string;
  readonly label?: string;
  readonly direct?: boolean;
}): Promise<LoopDrive> {
  const { fileSystem, image, mebibytes, mountPoint, label = 'STICK', direct = false } = options;
  if (mebibytes !== null) {
    writeFileSync(image, '');
    truncateSync(image, mebibytes * 1024 * 1024);
  }
  mkdirSync(mountPoint, { recursive: true });
  const device = await tool('losetup', ...(direct ? ['--direct-io=on'] : []), '-f', '--show', image);
  const isMounted = async () => (await mountTable()).some((mount) => mount.mountPoint === mountPoint);
  const drive: LoopDrive = {
    device,
    mountPoint,
    async mount(flags = 'rw') {
      if (fileSystem === 'exfat') await tool('mount.exfat-fuse', '-o', flags, device, mountPoint);
      else await tool('mount', '-t', 'ext4', '-o', flags, device, mountPoint);
    },
    unmountLazily: async () => void (await tool('umount', '-l', mountPoint)),
    unmount: async () => void (await tool('umount', mountPoint)),
    killFuse() {
      for (const pid of fuseProcesses(device)) process.kill(pid, 'SIGKILL');
    },
    async release() {
      drive.killFuse();
      for (let turn = 0; turn < 5 && (await isMounted()); turn += 1) await tool('umount', '-l', mountPoint);
      await tool('losetup', '-d', device);
    },
  };
  try {
    if (fileSystem === 'exfat') await tool('mkfs.exfat', '-q', '-L', label, device);
    // Initialise everything now, because injected faults would hit the kernel's lazy writes at random.
    else await tool('mkfs.ext4', '-q', '-m', '0', '-L', label, '-E', 'lazy_itable_init=0,lazy_journal_init=0', device);
    await drive.mount();
  } catch (error) {
    await drive.release();
    throw error;
  }
  return drive;
}

/** Finds only our processes, because the loop device is ours. */
function fuseProcesses(device: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return words[0]?.endsWith('mount.exfat-fuse') === true && words.includes(device) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
