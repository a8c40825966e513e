// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

const timeoutMs = 5000;
const rpm = '/usr/bin/rpm';

/** Omits unowned and unreadable paths. */
export async function rpmPackages(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (!existsSync(rpm)) return found;
  for (const path of paths) {
    const name = await packageOf(path);
    if (name !== null) found.set(path, name);
  }
  return found;
}

async function packageOf(path: string): Promise<string | null> {
  return await new Promise((resolve) => {
    const args = ['--query', '--queryformat', '%{NAME}\n', '--file', path];
    const options = { timeout: timeoutMs, maxBuffer: 64 * 1024, env: { LC_ALL: 'C' } };
    execFile(rpm, args, options, (error, stdout) => {
      const [name = ''] = stdout.split('\n');
      resolve(error === null && name !== '' ? name : null);
    });
  });
}
