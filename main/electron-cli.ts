// SPDX-License-Identifier: Apache-2.0
import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exit } from './cli/runtime/exit-codes.ts';
import { startCli } from './cli/start-cli.ts';
import { createUtilityChild } from './hosts/electron/child/utility-child.ts';

/** Call before Electron is ready. */
export function startCommandLine(distFolder: string, words: readonly string[]): void {
  // The running app may hold Chromium's regular profile.
  const profile = mkdtempSync(path.join(tmpdir(), 'certsteward-cli-'));
  app.setPath('userData', profile);
  process.once('exit', () => removeProfile(profile));
  if (process.platform === 'darwin') app.dock?.hide();
  // Electron quits on signals (shell/browser/electron_browser_main_parts_posix.cc). Emit SIGTERM instead, so that
  // commands end cleanly.
  app.on('before-quit', (event) => {
    if (process.listenerCount('SIGTERM') === 0) return;
    event.preventDefault();
    process.emit('SIGTERM');
  });
  process.on('uncaughtException', fail);
  app
    .whenReady()
    .then(async () => run(distFolder, words))
    .catch(fail);
}

async function run(distFolder: string, words: readonly string[]): Promise<void> {
  const piped = words.find((word) => /^--[a-z-]+-stdin$/.test(word));
  if (process.platform === 'win32' && piped !== undefined) {
    // Electron's lib/common/init.ts makes stdin empty (untested).
    const file = piped.replace(/stdin$/, 'file');
    process.stderr.write(
      `${piped}: 这里没有标准输入，请改用 ${file}。 There is no standard input here: use ${file}.\n`,
    );
    app.exit(exit.usage);
    return;
  }
  const code = await startCli(distFolder, createUtilityChild(distFolder), { argv: words, program: installed() });
  await Promise.all([process.stdout, process.stderr].map(written));
  app.exit(code);
}

function fail(): void {
  process.stderr.write('CertSteward: internal\n');
  app.exit(exit.failed);
}

function removeProfile(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // On Windows, Chromium still has a file open.
  }
}

/** Program name for schedules. The Windows installer doesn't set PATH. */
function installed(): string {
  if (process.platform !== 'win32' || !app.isPackaged) return 'certsteward';
  return path.join(path.dirname(process.execPath), 'bin', 'certsteward.cmd');
}

/** Writes to pipes and consoles may be asynchronous, and `exit` doesn't wait. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  const flushed = Promise.withResolvers<void>();
  stream.write('', () => flushed.resolve());
  await flushed.promise;
}
