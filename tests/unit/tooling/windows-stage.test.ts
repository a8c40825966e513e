// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../scripts/test/tally.mjs';
import { countsByFolder } from '../../../scripts/test/windows.mjs';
import { whyNoWindows } from '../../../scripts/test/windows-node.mjs';

describe('the stage of tests under Wine', () => {
  it.runIf(process.platform === 'linux' && process.arch === 'x64')('names missing programs when it is skipped', () => {
    expect(whyNoWindows('/nowhere')).toBe('wine, wineboot, wineserver, x86_64-w64-mingw32-gcc missing');
  });

  it('counts test results by folder', () => {
    const of = (name: string, state: Outcome['state']): Outcome => ({
      state,
      title: name,
      file: `Windows: tests/${name}`,
    });
    const outcomes = [
      of('unit/vault/b.test.ts', 'passed'),
      of('unit/cli/a.test.ts', 'passed'),
      of('unit/vault/a.test.ts', 'skipped'),
      { state: 'failed', title: 'unhandled error' } as const,
    ];
    expect(countsByFolder(outcomes).split('\n')).toEqual([
      '  no file: 0 passed, 1 failed, 0 skipped',
      '  tests/unit/cli: 1 passed, 0 failed, 0 skipped',
      '  tests/unit/vault: 1 passed, 0 failed, 1 skipped',
    ]);
  });
});
