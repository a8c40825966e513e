// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commonFolder, nearPathIn } from '../../../../main/discovery/child/near-path.ts';

describe('[D01] paths relative to the folder of a search', () => {
  it('shortens a path inside the folder, and keeps any other', () => {
    const near = nearPathIn(join('/home/me'));
    expect(near(join('/home/me/a/b'), false)).toBe(join('a/b'));
    expect(near(join('/home/me/'), false)).toBe('');
    for (const other of ['/home/me', '/home/meadow/a', '/etc'].map((each) => join(each)))
      expect(near(other, false)).toBe(other);
  });

  it('recognises a non-ASCII folder name in both forms of a path', () => {
    const near = nearPathIn(join('/home/\u8bc1'));
    const raw = Buffer.from(join('/home/\u8bc1/')).toString('latin1');
    expect(near(join('/home/\u8bc1/\u4e66'), false)).toBe('\u4e66');
    expect(near(`${raw}\u00ff`, true)).toBe('\u00ff');
    expect(near(raw, false)).toBe(raw);
  });

  it.each([
    [['/home/me'], '/home/me'],
    [['/home/me/a', '/home/me/b/c'], '/home/me'],
    [['/home/me', '/home/me/b'], '/home/me'],
    [['/home/me', '/home/meadow'], '/home'],
    [['/home/me', '/srv'], null],
    [['/'], null],
    [['/home', '/'], null],
    [[], null],
  ])('the common folder of %j is %s', (folders, common) => {
    expect(commonFolder(folders)).toBe(common);
  });
});
