// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import { lsblkWords, parseBlkid, parseBlockDevices, type BlockDevice } from './block-devices.ts';
import { mountTable, type Mount } from './mount-table.ts';
import { runProgram } from './run-program.ts';

/** A file system on a device that is mounted. */
export interface Volume {
  /** `/dev/sdb1`. */
  readonly device: string;
  readonly mountPoint: string;
  /** As its owner named it; null: not named, or not told. */
  readonly label: string | null;
  /** `vfat`, `exfat`, `ext4`; null: not told. */
  readonly fileSystem: string | null;
  /** Of the file system, as blkid writes it (`6BC6-FCFA` for FAT); null: not told. */
  readonly uuid: string | null;
  readonly readOnly: boolean;
  readonly removable: boolean;
}

/** A removable drive. `bytes`, `free`: octets; `free` as far as this person may use them, null where it does not answer. */
export interface Drive extends Volume {
  readonly bytes: number;
  readonly free: number | null;
}

/** Folders of the system: a disk with one of them is never offered as a drive, even when it hangs on USB. */
const systemFolders = new Set(['/', '/boot', '/boot/efi', '/efi', '/home', '/usr', '/var', '/nix', '/gnu']);

/**
 * The removable drives that are mounted, by `selectVolumes`. Linux only: elsewhere the list is empty, and a folder has to
 * be chosen (Windows: GetDriveTypeW, macOS: `diskutil list -plist external` are known and were never run). Empty too
 * where lsblk is not installed.
 */
export async function listDrives(): Promise<readonly Drive[]> {
  const volumes = await listVolumes({ removableOnly: true });
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

/** Every mounted file system on a device, removable or not. Linux only, as `listDrives`. */
export async function listVolumes({ removableOnly = false }: { readonly removableOnly?: boolean } = {}): Promise<
  readonly (Volume & { readonly bytes: number })[]
> {
  if (process.platform !== 'linux') return [];
  const listed = await runProgram('lsblk', lsblkWords);
  if (listed === null) return [];
  const volumes = selectVolumes(parseBlockDevices(listed.stdout), await mountTable());
  const wanted = volumes.filter(({ removable }) => removable || !removableOnly);
  return await Promise.all(
    wanted.map(async (volume) => {
      // With udev lsblk knows all that there is: without a UUID there is none (squashfs).
      if (volume.fileSystem !== null) return volume;
      const found = parseBlkid((await runProgram('blkid', ['-o', 'udev', volume.device]))?.stdout ?? '');
      const { label, uuid } = volume;
      return { ...volume, fileSystem: found.fileSystem, label: label ?? found.label, uuid: uuid ?? found.uuid };
    }),
  );
}

/**
 * Devices with where they are mounted: at their root (a folder of theirs bound elsewhere is not the drive), at the first
 * such place. Removable as `parseBlockDevices` says, but for disks that hold a folder of the system.
 */
export function selectVolumes(
  devices: readonly BlockDevice[],
  mounts: readonly Mount[],
): (Volume & { readonly bytes: number })[] {
  const mountsOf = (device: BlockDevice) =>
    // A file system may count under a number of its own (btrfs), and a FUSE one under that of its device.
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
