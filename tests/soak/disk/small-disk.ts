// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Arguments of `unshare` to run a command with a private tmpfs over `folder`, without root. */
function privateDisk(folder: string, mebibytes: number, command: readonly string[]): string[] {
  const mount = `mount -t tmpfs -o size=${mebibytes}m tmpfs "$0" && exec "$@"`;
  return ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder, ...command];
}

/** Some containers forbid mounts; the runs are then skipped. */
export function canMountSmallDisk(): boolean {
  return spawnSync('unshare', privateDisk('/mnt', 1, ['true'])).status === 0;
}

/** @returns stdout, plus stderr and the exit code on failure */
export async function onSmallDisk(
  folder: string,
  mebibytes: number,
  command: readonly string[],
): Promise<{ stdout: string; trouble: string | null }> {
  const child = spawn('unshare', privateDisk(folder, mebibytes, command), { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { stdout, trouble: code === 0 ? null : `exit ${code}: ${stderr.slice(0, 2_000)}` };
}

/** Fills the disk of `folder` until `room` bytes are left (a tmpfs counts pages). Returns the filler file. */
export function leaveRoom(folder: string, room: number): string {
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  const pages = Math.max(0, bavail - Math.ceil(room / bsize));
  writeFileSync(ballast, new Uint8Array(pages * bsize));
  return ballast;
}
