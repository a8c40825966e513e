/**
 * `npm test`: from a fresh clone to `N passed, N failed, N skipped`. Node built-ins only, and fine with Node 20.
 * As root or with CI=true it installs what it needs; otherwise it lists what is missing and those suites skip.
 * `node scripts/test.mjs core` runs the first stage only.
 */
import { aptGet, ensure, missing, packages } from './launcher/debian-packages.mjs';
import { installDependencies } from './launcher/dependencies.mjs';
import { check, endToEnd, vitest } from './test/steps.mjs';
import { report } from './test/tally.mjs';

/** @typedef {import('./test/tally.mjs').Outcome} Outcome */

/** @type {Readonly<Record<string, readonly (() => Promise<readonly Outcome[]>)[]>>} */
const stages = {
  core: [
    ...['format:check', 'typecheck', 'lint', 'knip', 'features'].map((name) => () => check(name)),
    () => vitest('test:unit'),
  ],
  peers: [() => check('build'), () => vitest('test:peers'), endToEnd],
};

async function setUp() {
  const mayInstall = process.getuid?.() === 0 || process.env.CI === 'true';
  const names = Object.keys(packages);
  if (mayInstall && aptGet() !== null) await ensure(names);
  else if (process.platform === 'linux')
    for (const name of missing(names)) console.log(`Missing: ${name} (${packages[name]?.purpose}); such tests skip`);
  return installDependencies();
}

/** @param {readonly string[]} wanted @returns {Promise<readonly Outcome[]>} */
async function runStages(wanted) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const name of wanted) {
    const started = performance.now();
    for (const step of stages[name] ?? []) outcomes.push(...(await step()));
    console.log(`\nStage ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
  return outcomes;
}

const wanted = process.argv[2] === 'core' ? ['core'] : ['core', 'peers'];
/** @type {readonly Outcome[]} */
const outcomes = (await setUp())
  ? await runStages(wanted)
  : [{ state: 'failed', title: 'set-up', note: 'npm ci failed' }];
console.log(report(outcomes));
if (outcomes.some((one) => one.state === 'failed')) process.exitCode = 1;
