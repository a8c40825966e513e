// SPDX-License-Identifier: Apache-2.0
/** @typedef {import('./tally.mjs').Outcome} Outcome */

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ status?: string, duration?: number, error?: { message?: string } }} Result
 * @typedef {{ projectName: string, status: string, annotations: Annotation[], results: Result[] }} Test
 * @typedef {{ title: string, specs?: { title: string, tests: Test[] }[], suites?: Suite[] }} Suite
 * @typedef {{ suites: Suite[], errors: { message?: string }[] }} Report
 */

/** @param {string} title @param {Test} test @returns {Outcome} */
function outcome(title, test) {
  const [file] = title.split(' > ');
  const ms = test.results.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
  const named = { title: `${test.projectName}: ${title}`, file: `e2e/${file}`, ms };
  if (test.status === 'expected') return { state: 'passed', ...named };
  if (test.status === 'skipped') {
    const why = test.annotations.find((one) => one.type === 'skip' || one.type === 'fixme')?.description;
    return { state: 'skipped', ...named, note: why ?? 'did not run' };
  }
  // Flaky tests count as failed, because the cause is unknown.
  const message = test.results.find((one) => one.error !== undefined)?.error?.message;
  return { state: 'failed', ...named, note: message ?? test.status };
}

/** @param {Suite} suite @param {string} above @returns {Outcome[]} */
function ofSuite(suite, above) {
  const title = above === '' ? suite.title : `${above} > ${suite.title}`;
  return [
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => outcome(`${title} > ${spec.title}`, test))),
    ...(suite.suites ?? []).flatMap((inner) => ofSuite(inner, title)),
  ];
}

/** @param {Suite} suite @returns {Test[]} */
const testsOf = (suite) => [
  ...(suite.specs ?? []).flatMap((spec) => spec.tests),
  ...(suite.suites ?? []).flatMap((inner) => testsOf(inner)),
];

/**
 * Returns null if misuse-check.ts did not run.
 * @param {Report} report
 */
export function standInLine(report) {
  const seen = report.suites
    .flatMap((suite) => testsOf(suite))
    .flatMap((test) => test.annotations.filter(({ type }) => type === 'stand-in'))
    .map(({ description }) => (description ?? '').split(' ').map(Number));
  if (seen.length === 0) return null;
  /** @param {number} at */
  const sum = (at) => seen.reduce((total, each) => total + (each[at] ?? 0), 0);
  return `Electron's stand-in, ${seen.length} tests: ${sum(0)} misuses; ${sum(1)} views crossed between processes, ${sum(2)} of them larger than their content`;
}

/** @param {Report} report @returns {Outcome[]} */
export function playwrightOutcomes(report) {
  return [
    ...report.suites.flatMap((suite) => ofSuite(suite, '')),
    ...report.errors.map((error) => ({
      state: /** @type {const} */ ('failed'),
      title: 'Playwright',
      note: error.message ?? '',
    })),
  ];
}
