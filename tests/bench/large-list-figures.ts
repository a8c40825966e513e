// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LargeListFigures } from '../../scripts/measure/large-list.ts';

export type WindowFigures = LargeListFigures;

/**
 * The output of scripts/measure/large-list.ts with 10,000 certificates, in a separate process. Null if it can't run: it
 * needs a browser. Memory isn't sampled, which would cost the window processor time.
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
