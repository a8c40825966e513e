// SPDX-License-Identifier: Apache-2.0
import { lstatSync, statfsSync } from 'node:fs';
import { liesBelow, openable, type ScanPath, shown } from './scan-path.ts';

/** File systems without user files (`f_type` of statfs(2), linux/magic.h). */
const pseudo: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x1cd1, // devpts
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0xcafe4a11, // bpf
  0x6165676c, // pstore
  0xde5e81e4, // efivarfs
  0x62656570, // configfs
  0x65735543, // fusectl
  0x19800202, // mqueue
  0x958458f6, // hugetlbfs
  0x42494e4d, // binfmt_misc
  0x6e736673, // nsfs
  0x50495045, // pipefs
  0xf97cff8c, // selinux
  0x187, // autofs, which mounts on access
]);
const network: ReadonlySet<number> = new Set([
  0x6969, // nfs
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x517b, // smb
  0x5346414f, // afs
  0x01021997, // 9p
  0xc36400, // ceph
  0x73757245, // coda
]);

export interface Place {
  readonly device: string;
  /** `device:inode`, or the path if there is no inode (Windows network drives). */
  readonly id: string;
  readonly bytes: number;
}

export function placeOf(folder: ScanPath): Place | null {
  try {
    const { dev, ino, mode, size } = lstatSync(openable(folder), { bigint: true });
    if ((mode & 0o170000n) !== 0o040000n) return null;
    return { device: String(dev), id: ino === 0n ? shown(folder) : `${dev}:${ino}`, bytes: Number(size) };
  } catch {
    return null;
  }
}

/** macOS: system volumes (firmlinks), mounted drives and servers, devices, automounts. */
const macVolumes = ['/System/Volumes', '/Volumes', '/dev', '/net'] as const;

export function isLeftOut(folder: ScanPath, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'darwin') return macVolumes.some((path) => folder.text === path || liesBelow(folder.text, path));
  if (platform !== 'linux') return false;
  try {
    const { type } = statfsSync(openable(folder));
    // devtmpfs reports itself as tmpfs.
    return pseudo.has(type >>> 0) || network.has(type >>> 0) || folder.text === '/dev';
  } catch {
    return true;
  }
}

export function isPseudo(folder: ScanPath): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return pseudo.has(statfsSync(openable(folder)).type >>> 0);
  } catch {
    return false;
  }
}
