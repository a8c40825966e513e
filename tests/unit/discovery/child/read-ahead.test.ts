// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askedAhead, askingAhead, loadReadAhead } from '../../../../main/discovery/child/read-ahead.ts';
import { hasTool } from '../../../support/openssl/openssl.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

test('[D01] requests each item before it is used, and only a few ahead', () => {
  const count = 3 * askedAhead + 5;
  let asked = 0;
  let come = 0;
  let most = 0;
  const items = Array.from({ length: count }, (_, index) => index);
  for (const item of askingAhead(items, () => void (asked += 1))) {
    expect(item).toBe(come);
    expect(asked).toBeGreaterThan(item);
    most = Math.max(most, asked - come);
    come += 1;
  }
  expect({ come, asked, most }).toEqual({ come: count, asked: count, most: askedAhead });
});

test('[D01] yields the entries read before a folder listing fails, then reports the error', () => {
  function* breaking(): Generator<number> {
    yield 1;
    yield 2;
    throw new Error('unplugged');
  }
  const come: number[] = [];
  const through = (): void => {
    for (const item of askingAhead(breaking(), () => undefined)) come.push(item);
  };
  expect(through).toThrow('unplugged');
  expect(come).toEqual([1, 2]);
});

const missing = process.platform !== 'linux' || !hasTool('fincore', ['--version']) || !hasTool('dd', ['--version']);

test.skipIf(missing)(
  `[D01] prefetches the head of a file, and ignores a missing one${missing ? ' (skipped: Linux, fincore and dd)' : ''}`,
  async () => {
    const file = join(temporaryFolder(), 'large');
    writeFileSync(file, Buffer.alloc(1024 * 1024, 1));
    execFileSync('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none']);
    const pages = (): number =>
      Number(execFileSync('fincore', ['--noheadings', '--output', 'PAGES', file], { encoding: 'utf8' }));
    const before = pages();
    const ahead = loadReadAhead();
    ahead?.(`${file} that is not there`);
    expect(pages()).toBe(before);
    ahead?.(file);
    // On tmpfs, the file is always in memory.
    await expect.poll(pages).toBeGreaterThanOrEqual(Math.min(16, before === 0 ? 16 : before));
  },
);
