// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fuzz } from '../../soak/fuzz/fuzz.ts';
import { fuzzTable } from '../../soak/fuzz/fuzz-table.ts';
import { corporaFolder } from '../../support/corpora.ts';

const without = corporaFolder === null ? ', own files only (no corpora; set CORPORA_DIR)' : '';

test(`[F07] a sample of the soak: the parse child survives 2,000 changed files${without}`, async () => {
  const report = await fuzz({
    seed: 20261124,
    first: 0,
    count: 2_000,
    children: 1,
    dist: resolve('dist'),
    out: resolve('out/test/soak'),
  });
  console.info(fuzzTable(report));
  expect(report.findings).toEqual([]);
  expect(report.restarts).toEqual({ timeout: 0, memory: 0, crash: 0 });
  // The mutations reach both the readers' success and failure paths.
  expect(report.outcomes['opened']).toBeGreaterThan(100);
  expect(report.outcomes['damaged']).toBeGreaterThan(100);
});
