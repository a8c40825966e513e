// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';

let said = false;

/**
 * For `npm start`. Uses a file, because an inherited descriptor keeps windows from loading on Linux (electron#17044).
 */
export function reportStarted(): void {
  const file = process.env['CERTSTEWARD_STARTED_FILE'];
  if (said || !file) return;
  said = true;
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch {
    // The launcher is gone.
  }
}

export const isAwaited = (): boolean => !said && process.env['CERTSTEWARD_STARTED_FILE'] !== undefined;
