// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const script = `
const { DatabaseSync } = require('node:sqlite');
for (const name of ['cert9.db', 'key4.db']) new DatabaseSync(process.argv[1] + '/' + name).exec('BEGIN EXCLUSIVE');
process.stdout.write('held');
setInterval(() => undefined, 1000);
`;

/**
 * Locks both files of an NSS database exclusively and returns a function that releases them. Uses a separate process,
 * because POSIX locks are lost when a process closes any descriptor of the file.
 */
export async function holdDatabase(folder: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}
