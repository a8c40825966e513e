// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseBlkid, parseBlockDevices } from '../../../../main/backup/drives/block-devices.ts';
import { listDrives, listVolumes, selectVolumes } from '../../../../main/backup/drives/list-drives.ts';
import { parseMountTable } from '../../../../main/backup/drives/mount-table.ts';
import { laptop, laptopMounts, liveUsb, liveUsbMounts, oldWords, oldWordsMounts } from './recorded-devices.ts';

const select = (json: string, mounts: string) => selectVolumes(parseBlockDevices(json), parseMountTable(mounts));
const removable = (json: string, mounts: string) => select(json, mounts).filter((volume) => volume.removable);

describe('which drives are removable', () => {
  test('[B01] sticks, cards and USB disks are; internal disks, loop, FUSE and network mounts are not', () => {
    expect(removable(laptop, laptopMounts)).toEqual([
      {
        device: '/dev/sdb1',
        mountPoint: '/media/li/备份 盘',
        label: '备份 盘',
        fileSystem: 'exfat',
        uuid: '6BC6-FCFA',
        readOnly: false,
        removable: true,
        bytes: 31_003_246_592,
      },
      expect.objectContaining({ device: '/dev/mapper/luks-7c', mountPoint: '/media/li/safe', fileSystem: 'ext4' }),
      expect.objectContaining({ device: '/dev/mmcblk0p1', mountPoint: '/media/li/CARD', readOnly: true }),
    ]);
  });

  test('[B01] fixed volumes are listed as not removable, without their bind mounts', () => {
    const inside = select(laptop, laptopMounts).filter((volume) => !volume.removable);
    expect(inside.map(({ device, mountPoint }) => [device, mountPoint])).toEqual([
      ['/dev/nvme0n1p1', '/boot/efi'],
      ['/dev/nvme0n1p2', '/'],
      ['/dev/loop3', '/snap/core/1'],
    ]);
  });

  test('[B01] the stick that the system itself runs from is not offered, another one is', () => {
    expect(removable(liveUsb, liveUsbMounts).map(({ device }) => device)).toEqual(['/dev/sdb']);
  });

  test('[B01] "1" and "0" of an older lsblk are understood, and invalid output lists nothing', () => {
    expect(removable(oldWords, oldWordsMounts).map(({ device, bytes }) => [device, bytes])).toEqual([
      ['/dev/sdc1', 2_000_000],
    ]);
    expect(parseBlockDevices('lsblk: unknown column')).toEqual([]);
    expect(parseBlockDevices('{"blockdevices":[{"path":7}]}')).toEqual([]);
  });

  test('[B01] blkid’s encoded label is decoded, spaces and Chinese included', () => {
    const output =
      'ID_FS_LABEL=_x_\nID_FS_LABEL_ENC=\\xe5\\xa4\\x87份\\x20A=B\nID_FS_UUID_ENC=6BC6-FCFA\nID_FS_TYPE=exfat\n';
    expect(parseBlkid(output)).toEqual({ fileSystem: 'exfat', label: '备份 A=B', uuid: '6BC6-FCFA' });
    expect(parseBlkid('')).toEqual({ fileSystem: null, label: null, uuid: null });
  });
});

test.skipIf(process.platform !== 'linux')(
  '[B01] a failed lsblk is an error for drives, and an empty list for volumes',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lsblk-'));
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    });
    vi.stubEnv('PATH', folder);
    writeFileSync(join(folder, 'lsblk'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(listDrives()).rejects.toMatchObject({ code: 'not-available' });
    expect(await listVolumes()).toEqual([]);
  },
);
