// SPDX-License-Identifier: Apache-2.0
import { execFile, spawnSync } from 'node:child_process';

const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' };

/** Runs a system program and returns its stdout without trailing white space. Throws with its stderr. */
export async function tool(program: string, ...words: readonly string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(program, [...words], { env: environment, timeout: 30_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${words.join(' ')}: ${stderr.trim() || error.message}`));
      else resolve(stdout.trimEnd());
    });
  });
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program], { env: environment }).status === 0;
}

const canAttach = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('losetup', ['-f'], { env: environment }).status === 0 &&
  spawnSync('unshare', ['--mount', 'true']).status === 0;

/** Returns why test drives can't be made, or null. */
export function drivesUnavailable(kind: 'ext4' | 'exfat' | 'failing'): string | null {
  if (!canAttach()) return 'needs root, loop devices and mount';
  const needed = {
    ext4: ['mkfs.ext4'],
    exfat: ['mkfs.exfat', 'mount.exfat-fuse'],
    failing: ['mkfs.ext4', 'e2fsck', 'nbdkit', 'nbdfuse', 'fusermount3'],
  }[kind];
  const absent = needed.filter((program) => !isInstalled(program));
  return absent.length === 0 ? null : `${absent.join(', ')} missing`;
}
