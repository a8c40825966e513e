// SPDX-License-Identifier: Apache-2.0
import type { FuzzReport } from './fuzz.ts';

function rows(table: Readonly<Record<string, number>>): string[] {
  return Object.entries(table)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${name.padEnd(44)}${count.toLocaleString('en').padStart(12)}`);
}

export function fuzzTable(report: FuzzReport): string {
  const { inputs, seed, first, seconds, files, filesFingerprint, restarts, findings } = report;
  const slowest = report.slowest
    .slice(0, 5)
    .map(
      ({ index, milliseconds, declaredIterations }) =>
        `  #${index}: ${milliseconds} ms (declares ${declaredIterations} iterations)`,
    );
  return [
    `fuzz: ${inputs.toLocaleString('en')} inputs from ${files} files (${filesFingerprint}), seed ${seed}, first ${first}, ${seconds} s`,
    ...report.skipped.map((what) => `  skipped: ${what}`),
    'answers to inspect',
    ...rows(report.outcomes),
    'answers to what followed',
    ...rows(report.followed),
    'child restarts',
    ...rows(restarts),
    'slowest',
    ...slowest,
    ...findings.map(({ index, problem, file }) => `FINDING #${index}: ${problem} (${file})`),
    `${inputs - findings.length} passed, ${findings.length} failed`,
  ].join('\n');
}
