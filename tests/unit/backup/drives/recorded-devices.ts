// SPDX-License-Identifier: Apache-2.0
/** Made-up output of `lsblk -J -b` (util-linux 2.41, 2.33 for `oldWords`) and /proc/self/mountinfo. */

interface Shape {
  readonly path: string;
  readonly number: string;
  readonly type?: string;
  readonly rm?: boolean;
  readonly hotplug?: boolean;
  readonly tran?: string;
  readonly ro?: boolean;
  readonly size?: number;
  readonly fs?: readonly [type: string, label: string | null, uuid: string];
  readonly children?: readonly Shape[];
}

function lsblk(devices: readonly Shape[]): string {
  const node = (shape: Shape): object => ({
    path: shape.path,
    'maj:min': shape.number,
    type: shape.type ?? 'disk',
    rm: shape.rm ?? false,
    hotplug: shape.hotplug ?? false,
    tran: shape.tran ?? null,
    ro: shape.ro ?? false,
    size: shape.size ?? 1_000_000,
    fstype: shape.fs?.[0] ?? null,
    label: shape.fs?.[1] ?? null,
    uuid: shape.fs?.[2] ?? null,
    ...(shape.children && { children: shape.children.map(node) }),
  });
  return JSON.stringify({ blockdevices: devices.map(node) });
}

export const laptop = lsblk([
  {
    path: '/dev/nvme0n1',
    number: '259:0',
    tran: 'nvme',
    children: [
      { path: '/dev/nvme0n1p1', number: '259:1', type: 'part', fs: ['vfat', null, 'AAAA-0001'] },
      { path: '/dev/nvme0n1p2', number: '259:2', type: 'part', fs: ['btrfs', 'system', 'aaaa-2'] },
    ],
  },
  {
    path: '/dev/sdb',
    number: '8:16',
    rm: true,
    hotplug: true,
    tran: 'usb',
    children: [
      {
        path: '/dev/sdb1',
        number: '8:17',
        type: 'part',
        size: 31_003_246_592,
        fs: ['exfat', '备份 盘', '6BC6-FCFA'],
      },
    ],
  },
  {
    // A USB hard disk, which lsblk doesn't mark as RM. It is encrypted, so the file system is two levels down.
    path: '/dev/sdc',
    number: '8:32',
    tran: 'usb',
    children: [
      {
        path: '/dev/sdc1',
        number: '8:33',
        type: 'part',
        fs: ['crypto_LUKS', null, 'bbbb-1'],
        children: [{ path: '/dev/mapper/luks-7c', number: '253:0', type: 'crypt', fs: ['ext4', 'safe', 'bbbb-2'] }],
      },
    ],
  },
  {
    path: '/dev/mmcblk0',
    number: '179:0',
    hotplug: true,
    children: [{ path: '/dev/mmcblk0p1', number: '179:1', type: 'part', ro: true, fs: ['vfat', 'CARD', 'CCCC-1'] }],
  },
  { path: '/dev/loop3', number: '7:3', type: 'loop', fs: ['squashfs', null, 'dddd'] },
  { path: '/dev/sdd', number: '8:48', rm: true, hotplug: true, tran: 'usb', fs: ['vfat', 'not mounted', 'EEEE-1'] },
]);

export const laptopMounts = `22 1 0:30 /@ / rw,relatime shared:1 - btrfs /dev/nvme0n1p2 rw,subvol=/@
23 22 0:30 / / rw,relatime shared:1 - btrfs /dev/nvme0n1p2 rw
30 22 259:1 / /boot/efi rw - vfat /dev/nvme0n1p1 rw
31 22 7:3 / /snap/core/1 ro - squashfs /dev/loop3 ro
38 22 8:17 /photos /home/li/photos rw - fuseblk /dev/sdb1 rw
40 22 8:17 / /media/li/备份\\040盘 rw,nosuid,nodev - fuseblk /dev/sdb1 rw,user_id=0
41 22 253:0 / /media/li/safe rw - ext4 /dev/mapper/luks-7c rw
42 22 179:1 / /media/li/CARD ro - vfat /dev/mmcblk0p1 ro
43 22 0:51 / /home/li/phone rw - fuse.jmtpfs jmtpfs rw
44 22 0:52 / /mnt/nas rw - nfs4 nas:/backups rw
`;

export const liveUsb = lsblk([
  {
    path: '/dev/sda',
    number: '8:0',
    rm: true,
    tran: 'usb',
    children: [
      { path: '/dev/sda1', number: '8:1', type: 'part', fs: ['ext4', 'live', 'ffff-1'] },
      { path: '/dev/sda2', number: '8:2', type: 'part', fs: ['ext4', 'rest', 'ffff-2'] },
    ],
  },
  { path: '/dev/sdb', number: '8:16', rm: true, tran: 'usb', fs: ['vfat', null, 'FFFF-3'] },
]);
export const liveUsbMounts = `22 1 8:1 / / rw - ext4 /dev/sda1 rw
23 22 8:2 / /media/rest rw - ext4 /dev/sda2 rw
24 22 8:16 / /media/stick rw - vfat /dev/sdb rw
`;

export const oldWords = `{"blockdevices": [
  {"path":"/dev/sda", "maj:min":"8:0", "type":"disk", "rm":"0", "hotplug":"0", "tran":"sata", "ro":"0", "size":"9000000", "fstype":"ext4", "label":null, "uuid":"1"},
  {"path":"/dev/sdc", "maj:min":"  8:32 ", "type":"disk", "rm":"1", "hotplug":"1", "tran":"usb", "ro":"0", "size":"2000000", "fstype":null, "label":null, "uuid":null,
   "children": [{"path":"/dev/sdc1", "maj:min":"  8:33 ", "type":"part", "rm":"1", "hotplug":"1", "tran":null, "ro":"0", "size":"2000000", "fstype":"vfat", "label":null, "uuid":"2"}]}
]}`;
export const oldWordsMounts = `22 1 8:0 / / rw - ext4 /dev/root rw
23 22 8:33 / /media/x rw - vfat /dev/sdc1 rw
`;
