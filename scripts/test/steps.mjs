import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onPath, root, run, script } from '../launcher/commands.mjs';
import { playwrightOutcomes } from './playwright-outcomes.mjs';
import { withRunner } from './tally.mjs';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

const results = path.join(root, 'out', 'test');

/** One npm script that passes or fails as a whole. @param {string} name @returns {Promise<readonly Outcome[]>} */
export async function check(name) {
  const code = await run(...script(name));
  return [code === 0 ? { state: 'passed', title: name } : { state: 'failed', title: name, note: `exit code ${code}` }];
}

/** @param {string} name @returns {string} a result file that does not exist yet */
function fresh(name) {
  mkdirSync(results, { recursive: true });
  const file = path.join(results, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file @returns {unknown} null when the runner did not get as far as writing it */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** Vitest projects behind an npm script. @param {string} name @returns {Promise<readonly Outcome[]>} */
export async function vitest(name) {
  const file = fresh(name.replace(':', '-'));
  const reporters = ['--reporter=dot', '--reporter=./scripts/test/vitest-outcomes.ts', '--passWithNoTests'];
  const code = await run(...script(name, reporters), { ...process.env, OUTCOMES_FILE: file });
  return withRunner(name, code, /** @type {Outcome[] | null} */ (read(file)));
}

/** The end-to-end tests; in a virtual display with a window manager when there is none. @returns {Promise<readonly Outcome[]>} */
export async function endToEnd() {
  if (!existsSync(path.join(root, 'playwright.config.ts')))
    return [{ state: 'skipped', title: 'end-to-end', note: 'no playwright.config.ts yet' }];
  const file = fresh('e2e');
  const [command, args] = script('test:e2e', ['--reporter=line,json']);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const virtual = !process.env.DISPLAY && onPath('xvfb-run') !== null && onPath('xauth') !== null;
  const words = ['-a', '-s', '-screen 0 1600x1000x24', 'sh', path.join(root, 'scripts/test/with-window-manager.sh')];
  const code = virtual ? await run('xvfb-run', [...words, command, ...args], env) : await run(command, args, env);
  const report = /** @type {import('./playwright-outcomes.mjs').Report | null} */ (read(file));
  return withRunner('end-to-end', code, report === null ? null : playwrightOutcomes(report));
}
