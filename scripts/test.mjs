// SPDX-License-Identifier: Apache-2.0
/**
 * `node scripts/test.mjs [core|changed|windows|full]`. Uses only Node 20 built-ins. Installs missing tools as root
 * or with CI=true, otherwise skips the suites that need them.
 */
import { aptGet, ensure, missing, packages } from './launcher/debian-packages.mjs';
import { installDependencies } from './launcher/dependencies.mjs';
import { boringssl } from './test/boringssl.mjs';
import { changedSteps } from './test/changed.mjs';
import { machineLoad, slowestTable } from './test/slowest.mjs';
import { check, playwright, vitest } from './test/steps.mjs';
import { report } from './test/tally.mjs';
import { everyRoom, windows } from './test/windows.mjs';

/** @typedef {import('./test/tally.mjs').Outcome} Outcome */
/** @typedef {() => Promise<readonly Outcome[]>} Step */

/** @type {readonly Step[]} */
const core = [
  ...['format:check', 'typecheck', 'lint', 'lint:words', 'knip', 'features'].map((name) => () => check(name)),
  () => vitest('test:unit'),
];
/** @type {readonly Step[]} */
const onBoringssl = [() => boringssl()];
/** @type {readonly Step[]} */
const peers = [() => check('build'), () => vitest('test:peers')];
/** @type {readonly Step[]} */
const window = [() => playwright('test:e2e')];
/** Runs on the stand-in for `electron`. @type {Step} */
const attacks = () =>
  playwright(
    'test:conformance',
    ['security', 'ipc', 'canary'].map((name) => `tests/e2e/${name}`),
  );

/** @type {Readonly<Record<string, () => Readonly<Record<string, readonly Step[]>>>>} */
const runs = {
  all: () => ({ core, boringssl: onBoringssl, peers, windows: [() => windows()], window }),
  core: () => ({ core }),
  changed: () => ({ changed: changedSteps() }),
  windows: () => ({ windows: [() => check('build'), () => windows(process.argv.slice(3))] }),
  full: () => ({
    core,
    boringssl: onBoringssl,
    peers,
    windows: [() => windows([], everyRoom)],
    window: [...window, attacks],
    pictures: [() => playwright('pictures')],
    installed: [() => vitest('test:installed')],
  }),
};

async function setUp() {
  const mayInstall = process.getuid?.() === 0 || process.env.CI === 'true';
  const names = Object.keys(packages);
  if (mayInstall && aptGet() !== null) await ensure(names);
  else if (process.platform === 'linux')
    for (const name of missing(names)) console.log(`Missing: ${name} (${packages[name]?.purpose}); such tests skip`);
  return installDependencies();
}

/** @param {Readonly<Record<string, readonly Step[]>>} stages @returns {Promise<readonly Outcome[]>} */
async function runStages(stages) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const [name, steps] of Object.entries(stages)) {
    const started = performance.now();
    for (const step of steps) outcomes.push(...(await step()));
    console.log(`\nStage ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s, ${machineLoad()}\n`);
  }
  return outcomes;
}

const mode = process.argv[2] ?? 'all';
if (mode === 'full' || mode === 'changed') process.env.CERTSTEWARD_TEST_EVERYTHING = '1';
const chosen = runs[mode];
if (chosen === undefined) {
  console.error('usage: node scripts/test.mjs [core|changed|windows|full]');
  process.exit(2);
}
const started = performance.now();
/** @type {readonly Outcome[]} */
const outcomes = (await setUp())
  ? await runStages(chosen())
  : [{ state: 'failed', title: 'set-up', note: 'npm ci failed' }];
console.log(slowestTable(outcomes));
console.log(`Total: ${((performance.now() - started) / 60_000).toFixed(1)} min`);
console.log(report(outcomes));
if (outcomes.some((one) => one.state === 'failed')) process.exitCode = 1;
