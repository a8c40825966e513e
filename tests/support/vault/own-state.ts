// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes this process and its children keep the computer state in a temporary folder. Returns a function that removes
 * the folder.
 */
export function keepOwnState(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-state-'));
  process.env['XDG_STATE_HOME'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
