// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { playwrightOutcomes, standInLine } from '../../../scripts/test/playwright-outcomes.mjs';
import { slowestTable } from '../../../scripts/test/slowest.mjs';
import { report, withRunner, type Outcome } from '../../../scripts/test/tally.mjs';

const passed: Outcome = { state: 'passed', title: 'a' };

describe('the report of a test run', () => {
  it('ends with the closing line alone, after each skip with its reason and each failure', () => {
    const text = report([
      passed,
      { state: 'skipped', title: 'b', note: 'no keytool here' },
      { state: 'failed', title: 'c', note: 'expected 1' },
    ]);
    expect(text.split('\n')).toEqual([
      'skipped: b: no keytool here',
      'FAILED: c',
      '    expected 1',
      '1 passed, 1 failed, 1 skipped',
    ]);
  });

  it('counts a runner that left no result as a failure', () => {
    expect(withRunner('vitest', 1, null)).toEqual([
      { state: 'failed', title: 'vitest', note: 'no result was written; exit code 1' },
    ]);
  });

  it('counts a runner that ended badly without a failed test as a failure', () => {
    expect(withRunner('vitest', 1, [passed]).filter((one) => one.state === 'failed')).toHaveLength(1);
    expect(withRunner('vitest', 0, [passed])).toEqual([passed]);
    const failed: Outcome = { state: 'failed', title: 'x' };
    expect(withRunner('vitest', 1, [failed])).toEqual([failed]);
  });
});

describe('the slowest files', () => {
  it('are listed with the sum of their tests, slowest first, 40 at most', () => {
    const of = (file: string, ms: number): Outcome => ({ state: 'passed', title: file, file, ms });
    const text = slowestTable([of('b', 500), of('a', 1000), of('b', 900), passed, ...Array(50).fill(of('c', 1))]);
    expect(text.split('\n')).toEqual(['Slowest files (s):', '    1.4  b', '    1.0  a', '    0.1  c']);
    const many = Array.from({ length: 60 }, (_, at) => of(String(at), at));
    expect(slowestTable(many).split('\n')).toHaveLength(41);
  });
});

describe('the outcomes of Playwright', () => {
  const test = (status: string, more: object = {}) => ({
    projectName: 'chromium-host',
    status,
    annotations: [],
    results: [],
    ...more,
  });

  it('include passed, failed and skipped tests of nested suites, with their reasons', () => {
    const outcomes = playwrightOutcomes({
      errors: [],
      suites: [
        {
          title: 'list.spec.ts',
          suites: [{ title: 'list', specs: [{ title: 'shows', tests: [test('expected')] }] }],
          specs: [
            {
              title: 'opens',
              tests: [
                test('unexpected', { results: [{ error: { message: 'boom' } }] }),
                test('skipped', { annotations: [{ type: 'skip', description: 'no Electron binary' }] }),
              ],
            },
          ],
        },
      ],
    });
    const seen = { file: 'e2e/list.spec.ts', ms: 0 };
    expect(outcomes).toEqual([
      { state: 'failed', title: 'chromium-host: list.spec.ts > opens', ...seen, note: 'boom' },
      { state: 'skipped', title: 'chromium-host: list.spec.ts > opens', ...seen, note: 'no Electron binary' },
      { state: 'passed', title: 'chromium-host: list.spec.ts > list > shows', ...seen },
    ]);
  });

  it('count a test that passed only on retry, and an error outside any test, as failures', () => {
    const outcomes = playwrightOutcomes({
      errors: [{ message: 'config' }],
      suites: [{ title: 'a', specs: [{ title: 'b', tests: [test('flaky')] }] }],
    });
    expect(outcomes.map((one) => one.state)).toEqual(['failed', 'failed']);
  });

  it('sums up what the stand-in for Electron saw', () => {
    const saw = (description: string) => test('expected', { annotations: [{ type: 'stand-in', description }] });
    const spec = (each: ReturnType<typeof test>) => ({ title: 'a', tests: [each] });
    const suite = {
      title: 's',
      specs: [spec(test('expected'))],
      suites: [{ title: 'i', specs: [spec(saw('0 40 0'))] }],
    };
    expect(standInLine({ errors: [], suites: [suite, { title: 't', specs: [spec(saw('1 2 1'))] }] })).toBe(
      "Electron's stand-in, 2 tests: 1 misuses; 42 views crossed between processes, 1 of them larger than their content",
    );
    expect(standInLine({ errors: [], suites: [{ title: 't', specs: [spec(test('expected'))] }] })).toBeNull();
  });
});
