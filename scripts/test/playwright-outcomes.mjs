/** @typedef {import('./tally.mjs').Outcome} Outcome */

/**
 * The parts of Playwright's JSON report that are read here.
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
  // A test that passed only when repeated counts as failed: its cause is not known.
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
