// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LargeListFigures } from '../../scripts/measure/large-list.ts';

export type WindowFigures = LargeListFigures;

/**
 * Runs scripts/measure/large-list.ts with 10,000 certificates. Null if it can't run, for example without a browser.
 * Doesn't sample memory, which would slow the window.
 */
export async function largeListFigures(root: string, say: (line: string) => void): Promise<WindowFigures | null> {
  say('window with 10,000 certificates');
  try {
    const script = join(root, 'scripts/measure/large-list.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--json'], { cwd: root });
    const line = stdout.split('\n').findLast((each) => each.startsWith('{'));
    return line === undefined ? null : (JSON.parse(line) as WindowFigures);
  } catch (error) {
    say(`  ${error instanceof Error ? error.message.slice(-500) : String(error)}`);
    return null;
  }
}
