// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * From now on this process and its children keep this computer's state in a new throw-away folder, never in the home of
 * the person who runs the tests. Returns what removes it.
 */
export function keepOwnState(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-state-'));
  process.env['XDG_STATE_HOME'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
