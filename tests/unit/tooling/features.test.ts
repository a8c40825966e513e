// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { disagreements, featureIds, parseLedger, type Feature } from '../../../scripts/features/ledger.ts';
import { idsIn } from '../../../scripts/features/titles.ts';

const ledger = (change: Readonly<Record<string, Partial<Feature>>> = {}): Feature[] =>
  featureIds.map((id) => ({
    id,
    gives: 'something',
    state: 'not yet',
    linksToGaps: false,
    hasGaps: false,
    ...change[id],
  }));
const found = (entries: Readonly<Record<string, readonly string[]>> = {}) => new Map(Object.entries(entries));

describe('the feature ledger', () => {
  it('agrees when every feature has a row and every working feature has a test', () => {
    const rows = ledger({ K01: { state: 'works' } });
    expect(disagreements(rows, found({ K01: ['unit/a.test.ts'] }))).toEqual([]);
  });

  it('fails when a feature that works has no test', () => {
    expect(disagreements(ledger({ K01: { state: 'works' } }), found())).toEqual(['K01 works, but no test says so']);
  });

  it('fails when a row is missing, doubled or unknown', () => {
    expect(disagreements(ledger().slice(1), found())).toEqual(['K01 has no row']);
    const more = { gives: '', state: 'not yet', linksToGaps: false, hasGaps: false };
    expect(disagreements([...ledger(), { id: 'K01', ...more }], found())).toEqual(['an ID has two rows']);
    expect(disagreements([...ledger(), { id: 'K99', ...more }], found())).toEqual(['K99 has a row but is no feature']);
  });

  it('fails when a test names an unknown feature', () => {
    expect(disagreements(ledger(), found({ Q01: ['unit/a.test.ts'] }))).toEqual([
      '[Q01] in unit/a.test.ts is no feature',
    ]);
  });

  it('fails when a state is a paragraph, or when its gaps and the link to them do not match', () => {
    const long = `partly: ${'word '.repeat(13).trim()}`;
    expect(disagreements(ledger({ K01: { state: long } }), found())).toEqual([
      'K01: more than 12 words; the rest goes below the table',
    ]);
    for (const change of [{ linksToGaps: true }, { hasGaps: true }])
      expect(disagreements(ledger({ K01: change }), found())).toEqual([
        'K01: the link to its gaps and the gaps do not belong together',
      ]);
  });

  it('fails on an unknown state, and on "partly" without the missing part', () => {
    for (const state of ['done', 'partly:'])
      expect(disagreements(ledger({ K01: { state } }), found())).toEqual([`K01: "${state}" is not a state`]);
  });

  it('reads rows, and the gaps below them', () => {
    const page = [
      '| ID | what you get | state |',
      '| K01 | a vault | partly: no token; [gaps](#k-gaps) |',
      '| K02 | keys | works; [gaps](#f-gaps) |',
      '| K03 | locks | not yet |',
      '- **K01** No token of any kind.',
    ].join('\n');
    expect(parseLedger(page)).toEqual([
      { id: 'K01', gives: 'a vault', state: 'partly: no token', linksToGaps: true, hasGaps: true },
      { id: 'K02', gives: 'keys', state: 'works', linksToGaps: false, hasGaps: false },
      { id: 'K03', gives: 'locks', state: 'not yet', linksToGaps: false, hasGaps: false },
    ]);
  });

  it('counts IDs in titles, not in comments', () => {
    expect(idsIn("// [K01] later\n * [K02]\nit('[F01] [F02] opens', () => {})\nit('[F01] again', f)")).toEqual([
      'F01',
      'F02',
    ]);
  });
});
