import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measuredRun } from './measured-run.ts';

/** One line of scripts/measure/large-list.ts `--json`: figures of the window with 10,000 certificates. */
export type WindowFigures = Readonly<Record<string, unknown>>;

/** Null where the script is missing or cannot run (it needs a browser and a display). */
export async function largeListFigures(root: string, say: (line: string) => void): Promise<WindowFigures | null> {
  const script = join(root, 'scripts/measure/large-list.ts');
  if (!existsSync(script)) return null;
  say('window with 10,000 certificates');
  const run = await measuredRun(process.execPath, [script, '--json'], { cwd: root });
  const line = run.stdout.split('\n').findLast((each) => each.startsWith('{'));
  if (run.exitCode !== 0 || line === undefined) {
    say(`  exit ${run.exitCode}: ${run.stderr.slice(-500)}`);
    return null;
  }
  return JSON.parse(line) as WindowFigures;
}
