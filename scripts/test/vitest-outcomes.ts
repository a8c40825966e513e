// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { Outcome } from './tally.mjs';

const text = (errors: readonly SerializedError[]): string => errors.map((error) => error.message).join('\n');

const prefixes: Readonly<Record<string, string>> = {
  boringssl: 'BoringSSL: ',
  windows: 'Windows: ',
  'windows-command-line': 'Windows: ',
};

const fileIn = ({ project: { name }, moduleId }: TestModule): string =>
  `${prefixes[name] ?? ''}${relative(process.cwd(), moduleId).replaceAll('\\', '/')}`;

function outcome(file: string, test: TestCase): Outcome {
  const result = test.result();
  const named = { title: `${file} > ${test.fullName}`, file };
  if (result.state === 'passed') return { state: 'passed', ...named };
  if (result.state === 'failed') return { state: 'failed', ...named, note: text(result.errors) };
  // Some suites state the reason in their title.
  return {
    state: 'skipped',
    ...named,
    note: result.state === 'skipped' ? (result.note ?? 'see its title') : 'did not run',
  };
}

/** Writes OUTCOMES_FILE, because vitest's JSON reporter drops skip reasons. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class OutcomesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const target = process.env['OUTCOMES_FILE'];
    if (target === undefined) return;
    const outcomes: Outcome[] = [];
    for (const module of modules) {
      const file = fileIn(module);
      const inFile = [...module.children.allTests()].map((test) => outcome(file, test));
      const [first] = inFile;
      // `duration` excludes set-up and collection.
      const { duration, collectDuration, environmentSetupDuration, setupDuration } = module.diagnostic();
      if (first) first.ms = duration + collectDuration + environmentSetupDuration + setupDuration;
      outcomes.push(...inFile);
      const errors = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
      if (errors.length > 0) outcomes.push({ state: 'failed', title: file, note: text(errors) });
    }
    if (unhandled.length > 0) outcomes.push({ state: 'failed', title: 'unhandled error', note: text(unhandled) });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(outcomes));
  }
}
