// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Sends Ctrl-C after the first result. Returns the milliseconds until the summary. */
export async function cancelOnce(root: string, folder: string, vault: string): Promise<number> {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env;
  const words = ['scan', folder, '--json', '--quiet', '--vault', vault];
  const child = spawn(process.execPath, [join(root, 'dist/main/cli.mjs'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let cancelledAt: number | null = null;
  let waited: number | null = null;
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (cancelledAt === null) {
      cancelledAt = performance.now();
      child.kill('SIGINT');
    } else if (waited === null && stdout.includes('"summary"')) waited = performance.now() - cancelledAt;
  });
  await new Promise((done) => child.once('close', done));
  if (waited === null || !stdout.includes('"stopped":true')) throw new Error('scan: ended before it was cancelled');
  return waited;
}
