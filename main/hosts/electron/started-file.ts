// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';

let said = false;

/**
 * Tells `npm start` that the window is there, or that a running app took the files. Without this sign it takes Electron
 * for broken and opens the Chromium host. By a file: on Linux an inherited descriptor keeps windows from loading
 * (electron#17044).
 */
export function reportStarted(): void {
  const file = process.env['CERTSTEWARD_STARTED_FILE'];
  if (said || !file) return;
  said = true;
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch {
    // The launcher is gone. Its folder was too.
  }
}

/** Whether `npm start` waits: it says itself that the start failed. */
export const isAwaited = (): boolean => !said && process.env['CERTSTEWARD_STARTED_FILE'] !== undefined;
