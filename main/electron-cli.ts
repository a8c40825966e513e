// SPDX-License-Identifier: Apache-2.0
import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCli } from './cli/start-cli.ts';
import { createUtilityChild } from './hosts/electron/utility-child.ts';

/**
 * The command line in Electron's own binary, without a window: boot order only. To be called before Electron is ready.
 * `distFolder`: of the bundles; `words`: what the person typed.
 */
export function startCommandLine(distFolder: string, words: readonly string[]): void {
  // Chromium's files: the open app's are in use.
  const profile = mkdtempSync(path.join(tmpdir(), 'certsteward-cli-'));
  app.setPath('userData', profile);
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));
  if (process.platform === 'darwin') app.dock?.hide();
  // Electron takes signals for a quit (shell/browser/electron_browser_main_parts_posix.cc): a command ends in its own order.
  app.on('before-quit', (event) => {
    event.preventDefault();
    process.emit('SIGTERM');
  });
  void app
    .whenReady()
    .then(async () => startCli(distFolder, createUtilityChild(distFolder), { argv: words, program: installed() }))
    .then(async (code) => {
      await Promise.all([process.stdout, process.stderr].map(written));
      app.exit(code);
    });
}

/** How a schedule finds the command line: on Windows the installer puts no folder on the PATH. */
function installed(): string {
  if (process.platform !== 'win32' || !app.isPackaged) return 'certsteward';
  return path.join(path.dirname(process.execPath), 'bin', 'certsteward.cmd');
}

/** Pipes and consoles are written to in the background on some systems; `exit` waits for none. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  const flushed = Promise.withResolvers<void>();
  stream.write('', () => flushed.resolve());
  await flushed.promise;
}
