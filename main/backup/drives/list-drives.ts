// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { lsblkWords, parseBlkid, parseBlockDevices, type BlockDevice } from './block-devices.ts';
import { mountTable, type Mount } from './mount-table.ts';
import { runProgram } from './run-program.ts';

export interface Volume {
  readonly device: string;
  readonly mountPoint: string;
  readonly label: string | null;
  readonly fileSystem: string | null;
  /** In blkid's format (`6BC6-FCFA` for FAT). */
  readonly uuid: string | null;
  readonly readOnly: boolean;
  readonly removable: boolean;
}

/** Sizes are in bytes. `free` is what this user can still write, or null if unknown. */
export interface Drive extends Volume {
  readonly bytes: number;
  readonly free: number | null;
}

/** Disks mounted at these paths, even USB disks, are never offered. */
const systemFolders = new Set(['/', '/boot', '/boot/efi', '/efi', '/home', '/usr', '/var', '/nix', '/gnu']);

type SizedVolume = Volume & { readonly bytes: number };

/** Returns an empty list outside Linux. Error: `not-available` (lsblk is missing, fails or takes too long). */
export async function listDrives(): Promise<readonly Drive[]> {
  const volumes = await readVolumes({ removableOnly: true });
  if (volumes === null) throw new AppError('not-available', { what: 'lsblk' });
  return await Promise.all(
    volumes.map(async (volume) => {
      const room = await statfs(volume.mountPoint).catch(() => null);
      return {
        ...volume,
        bytes: room ? room.blocks * room.bsize : volume.bytes,
        free: room ? room.bavail * room.bsize : null,
      };
    }),
  );
}

/** Returns an empty list outside Linux or if lsblk fails. */
export async function listVolumes(): Promise<readonly SizedVolume[]> {
  return (await readVolumes({ removableOnly: false })) ?? [];
}

async function readVolumes({ removableOnly }: { readonly removableOnly: boolean }): Promise<SizedVolume[] | null> {
  if (process.platform !== 'linux') return [];
  const listed = await runProgram('lsblk', lsblkWords);
  if (listed?.code !== 0) return null;
  const volumes = selectVolumes(parseBlockDevices(listed.stdout), await mountTable());
  const wanted = volumes.filter(({ removable }) => removable || !removableOnly);
  return await Promise.all(
    wanted.map(async (volume) => {
      if (volume.fileSystem !== null) return volume;
      const found = parseBlkid((await runProgram('blkid', ['-o', 'udev', volume.device]))?.stdout ?? '');
      const { label, uuid } = volume;
      return { ...volume, fileSystem: found.fileSystem, label: label ?? found.label, uuid: uuid ?? found.uuid };
    }),
  );
}

/** Uses the first mount of each device's root folder, ignoring bind mounts of subfolders. */
export function selectVolumes(devices: readonly BlockDevice[], mounts: readonly Mount[]): SizedVolume[] {
  const mountsOf = (device: BlockDevice) =>
    mounts.filter((mount) => mount.source === device.path || mount.device === device.number);
  const systemDisks = new Set(
    devices
      .filter((device) => mountsOf(device).some(({ mountPoint }) => systemFolders.has(mountPoint)))
      .flatMap(({ path, within }) => [path, ...within]),
  );
  return devices.flatMap((device) => {
    const mount = mountsOf(device).find(({ root }) => root === '/');
    if (!mount) return [];
    const { path, within, bytes, label, fileSystem, uuid } = device;
    const ofSystem = [path, ...within].some((each) => systemDisks.has(each));
    return [
      {
        device: path,
        mountPoint: mount.mountPoint,
        label,
        fileSystem,
        uuid,
        readOnly: mount.readOnly || device.readOnly,
        removable: device.removable && !ofSystem,
        bytes,
      },
    ];
  });
}
