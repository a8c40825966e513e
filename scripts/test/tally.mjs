// SPDX-License-Identifier: Apache-2.0
/**
 * @typedef {object} Outcome
 * @property {'passed' | 'failed' | 'skipped'} state
 * @property {string} title
 * @property {string} [note]
 * @property {string} [file]
 * @property {number} [ms] per file under Vitest
 */

/** @param {string} text */
const firstLines = (text) => text.split('\n').slice(0, 6).join('\n    ');

/** @param {readonly Outcome[]} outcomes */
export function report(outcomes) {
  /** @param {Outcome['state']} state */
  const only = (state) => outcomes.filter((one) => one.state === state);
  const lines = [];
  for (const { title, note } of only('skipped')) lines.push(`skipped: ${title}: ${note ?? 'no reason given'}`);
  for (const { title, note } of only('failed'))
    lines.push(`FAILED: ${title}${note ? `\n    ${firstLines(note)}` : ''}`);
  lines.push(closingLine(outcomes));
  return lines.join('\n');
}

/** @param {readonly Outcome[]} outcomes */
export function closingLine(outcomes) {
  /** @param {Outcome['state']} state */
  const count = (state) => outcomes.filter((one) => one.state === state).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}

/**
 * Adds a failure if the runner wrote no outcomes or failed without a failed test.
 * @param {string} runner @param {number} exitCode @param {readonly Outcome[] | null} outcomes
 * @returns {readonly Outcome[]}
 */
export function withRunner(runner, exitCode, outcomes) {
  if (outcomes === null)
    return [{ state: 'failed', title: runner, note: `no result was written; exit code ${exitCode}` }];
  if (exitCode !== 0 && !outcomes.some((one) => one.state === 'failed'))
    return [...outcomes, { state: 'failed', title: runner, note: `exit code ${exitCode} without a failed test` }];
  return outcomes;
}

/**
 * Reports listed faults whose tests aren't skipped, so that exceptions don't outlive their reason.
 * @param {string} stage @param {Readonly<Record<string, string>>} faults
 * @param {readonly Outcome[]} outcomes @returns {Outcome[]}
 */
export function unseenFaults(stage, faults, outcomes) {
  const skipped = outcomes.filter(({ state }) => state === 'skipped');
  return Object.keys(faults)
    .filter((name) => !skipped.some(({ title }) => title.endsWith(` > ${name}`)))
    .map((name) => ({ state: 'failed', title: `${stage}: ${name}`, note: 'listed as a fault, but not skipped' }));
}
