// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { disagreements, featureIds, parseLedger, withTests, type Feature } from '../../../scripts/features/ledger.ts';
import { idsIn } from '../../../scripts/features/titles.ts';

const ledger = (change: Readonly<Record<string, Partial<Feature>>> = {}): Feature[] =>
  featureIds.map((id) => ({ id, gives: 'something', state: 'not yet', tests: [], ...change[id] }));
const found = (entries: Readonly<Record<string, readonly string[]>> = {}) => new Map(Object.entries(entries));

describe('the feature ledger', () => {
  it('agrees when every feature has a row and the tests are those that exist', () => {
    const rows = ledger({ K01: { state: 'works', tests: ['unit/a.test.ts'] } });
    expect(disagreements(rows, found({ K01: ['unit/a.test.ts'] }))).toEqual([]);
  });

  it('fails when a feature that works has no test', () => {
    expect(disagreements(ledger({ K01: { state: 'works' } }), found())).toEqual(['K01 works, but no test says so']);
  });

  it('fails when a row is missing, doubled or unknown', () => {
    expect(disagreements(ledger().slice(1), found())).toEqual(['K01 has no row']);
    const more = { gives: '', state: 'not yet', tests: [] };
    expect(disagreements([...ledger(), { id: 'K01', ...more }], found())).toEqual(['an ID has two rows']);
    expect(disagreements([...ledger(), { id: 'K99', ...more }], found())).toEqual(['K99 has a row but is no feature']);
  });

  it('fails when a test names an unknown feature', () => {
    expect(disagreements(ledger(), found({ Q01: ['unit/a.test.ts'] }))).toEqual([
      '[Q01] in unit/a.test.ts is no feature',
    ]);
  });

  it('fails when the column of tests is not the tests', () => {
    expect(disagreements(ledger(), found({ K01: ['unit/a.test.ts'] }))[0]).toMatch(/^K01: its tests changed/);
  });

  it('fails on a state it does not know, and on "partly" without what is missing', () => {
    for (const state of ['done', 'partly:'])
      expect(disagreements(ledger({ K01: { state } }), found())).toEqual([`K01: "${state}" is not a state`]);
  });

  it('reads what it writes and leaves the rest of the page alone', () => {
    const page = '# Title\n\n| K01 | a vault | partly: no token | old.test.ts |\n| K02 | keys | not yet | |\n';
    const written = withTests(page, found({ K01: ['a.test.ts', 'b.test.ts'] }));
    expect(written).toBe(page.replace('old.test.ts', 'a.test.ts, b.test.ts'));
    expect(parseLedger(written)).toEqual([
      { id: 'K01', gives: 'a vault', state: 'partly: no token', tests: ['a.test.ts', 'b.test.ts'] },
      { id: 'K02', gives: 'keys', state: 'not yet', tests: [] },
    ]);
  });

  it('counts IDs in titles, not in comments', () => {
    expect(idsIn("// [K01] later\n * [K02]\nit('[F01] [F02] opens', () => {})\nit('[F01] again', f)")).toEqual([
      'F01',
      'F02',
    ]);
  });
});
