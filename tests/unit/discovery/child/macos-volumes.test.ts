// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isLeftOut } from '../../../../main/discovery/child/file-systems.ts';

test.each([
  ['/System/Volumes/Data', true],
  ['/Volumes/NAS', true],
  ['/dev', true],
  ['/Users/me/Drive', false],
  ['/Volumes2', false],
])('[D01] a search of the whole disk on macOS goes into another file system at %s: left out %s', (text, is) => {
  expect(isLeftOut({ text, raw: false }, 'darwin')).toBe(is);
});
