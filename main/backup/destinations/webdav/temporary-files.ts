// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** `PID-UUID.part`. The PID protects files of other processes. */
const namePattern = /^(\d+)-[0-9a-f-]{36}\.part$/;

/** Creates empty files (0600) for encrypted data in `folder` (0700). */
export async function withTemporaryFiles<T>(
  folder: string,
  work: (newFile: () => Promise<string>) => Promise<T>,
): Promise<T> {
  const made: string[] = [];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(folder);
  try {
    return await work(async () => {
      const path = join(folder, `${process.pid}-${randomUUID()}.part`);
      made.push(path);
      // A concurrent call may have removed the folder.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await (await open(path, 'wx', 0o600)).close();
      return path;
    });
  } finally {
    for (const path of made) await unlink(path).catch(() => undefined);
    await rmdir(folder).catch(() => undefined);
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = Number(namePattern.exec(name)?.[1] ?? process.pid);
    if (owner !== process.pid && !isRunning(owner)) await unlink(join(folder, name)).catch(() => undefined);
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
