import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { Outcome } from './tally.mjs';

const text = (errors: readonly SerializedError[]): string => errors.map((error) => error.message).join('\n');

function outcome(file: string, test: TestCase): Outcome {
  const result = test.result();
  const title = `${file} > ${test.fullName}`;
  if (result.state === 'passed') return { state: 'passed', title };
  if (result.state === 'failed') return { state: 'failed', title, note: text(result.errors) };
  // A suite that skips names its reason in its own title when it cannot pass a note along.
  return {
    state: 'skipped',
    title,
    note: result.state === 'skipped' ? (result.note ?? 'see its title') : 'did not run',
  };
}

/**
 * vitest's JSON reporter drops the note of a skipped test, which is the reason we must print; this one keeps it.
 * Writes a list of outcomes to the file that OUTCOMES_FILE names.
 */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class OutcomesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const target = process.env['OUTCOMES_FILE'];
    if (target === undefined) return;
    const outcomes: Outcome[] = [];
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      for (const test of module.children.allTests()) outcomes.push(outcome(file, test));
      const errors = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
      if (errors.length > 0) outcomes.push({ state: 'failed', title: file, note: text(errors) });
    }
    if (unhandled.length > 0) outcomes.push({ state: 'failed', title: 'unhandled error', note: text(unhandled) });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(outcomes));
  }
}
