// SPDX-License-Identifier: Apache-2.0
import { cpus, loadavg } from 'node:os';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

const rows = 40;

/** @param {readonly Outcome[]} outcomes */
export function slowestTable(outcomes) {
  /** @type {Map<string, number>} */
  const seconds = new Map();
  for (const { file, ms } of outcomes) {
    if (file !== undefined && ms !== undefined) seconds.set(file, (seconds.get(file) ?? 0) + ms / 1000);
  }
  const slowest = [...seconds].toSorted(([, a], [, b]) => b - a).slice(0, rows);
  return ['Slowest files (s):', ...slowest.map(([file, each]) => `${each.toFixed(1).padStart(7)}  ${file}`)].join('\n');
}

export function machineLoad() {
  const load = loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');
  return `load ${load} on ${cpus().length} processors`;
}
