// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** After the start of Node, before the end of a warm scan. */
const cancelAfterMs = 400;
const maxAttempts = 10;

/** Sends Ctrl-C in the middle of a scan. Returns the milliseconds until the summary. */
export async function cancelOnce(root: string, folder: string, vault: string): Promise<number> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const waited = await attemptToCancel(root, folder, vault);
    if (waited !== null) return waited;
  }
  throw new Error('scan: ended before it was cancelled');
}

/** Returns null if the scan had already ended. */
async function attemptToCancel(root: string, folder: string, vault: string): Promise<number | null> {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env;
  const words = ['scan', folder, '--json', '--quiet', '--vault', vault];
  const child = spawn(process.execPath, [join(root, 'dist/main/cli.mjs'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let cancelledAt: number | null = null;
  let waited: number | null = null;
  let stdout = '';
  const timer = setTimeout(() => {
    cancelledAt = performance.now();
    child.kill('SIGINT');
  }, cancelAfterMs);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (cancelledAt !== null && waited === null && stdout.includes('"summary"')) {
      waited = performance.now() - cancelledAt;
    }
  });
  await new Promise((done) => child.once('close', done));
  clearTimeout(timer);
  return stdout.includes('"stopped":true') ? waited : null;
}
