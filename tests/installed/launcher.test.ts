// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/launcher/clone.ts';
import { type Display, openDisplay } from '../support/launcher/display.ts';
import { hasTool } from '../support/openssl/openssl.ts';

const missing = ['debootstrap', 'unshare', 'Xvfb', 'xdotool', 'git'].filter((tool) => !hasTool(tool));
const reason = process.getuid?.() === 0 ? missing.join(', ') : 'root';
const program = join(root, 'tests/support/launcher/bare-debian.sh');
const users = ['root', 'with-sudo', 'without-sudo'];
const minutes = 60_000;
/** Long: downloads packages and makes a build. */
const timeout = 20 * minutes;
let folder: string;
let display: Display;

/** Output of `npm start` until it opens the window or ends. */
async function startAs(user: string): Promise<string> {
  const child = spawn('sh', [program, 'start', folder, join(folder, 'repository.tar'), user, display.name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  await new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.includes('CertSteward is open.')) done();
      });
    child.once('close', () => done());
  });
  if (child.exitCode !== null) return text;
  const isShown = await display.shows('证书管家|CertSteward');
  // Killing `unshare` ends every process in its PID namespace.
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  return isShown ? `${text}\n(a window can be seen)` : text;
}

describe.skipIf(reason !== '')(`npm start on a bare Debian 13${reason && ` (skipped: ${reason} missing)`}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-debian-'));
    const made = spawnSync('sh', [program, 'make', folder], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    spawnSync('git', ['-C', root, 'archive', 'HEAD', '-o', join(folder, 'repository.tar')]);
    display = await openDisplay();
  }, timeout);
  afterAll(() => {
    display?.close();
    for (const user of users) spawnSync('sh', [program, 'stop', folder, user], { stdio: 'ignore' });
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, timeout);

  it.each(['root', 'with-sudo'])(
    '[P08] installs what is missing and opens a window as %s',
    { timeout },
    async (user) => {
      const text = await startAs(user);
      expect(text).toMatch(/^Installing Debian packages: chromium$/m);
      expect(text).toMatch(/^Host: \S+chromium, because Electron: its binary is not on this machine and cannot be /m);
      expect(text).toContain('(a window can be seen)');
    },
  );

  it('[P08] says what is missing to a user who may not install it', { timeout }, async () => {
    const text = await startAs('without-sudo');
    expect(text).toMatch(/^ {2}sudo apt-get install chromium$/m);
    expect(text).toMatch(
      /^No window can be opened\. Electron: .*Install Chromium, Chrome or Edge, then run npm start again\.$/m,
    );
    expect(text).not.toMatch(/^ {4}at /m);
  });
});
