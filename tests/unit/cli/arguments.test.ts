// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseCommandArguments } from '../../../main/cli/runtime/arguments.ts';

const spec = { words: [1, 2], values: ['tag', 'output'], flags: ['recursive'] } as const;

describe('[A01] arguments', () => {
  test('words, values and flags in any order', () => {
    const parsed = parseCommandArguments(spec, ['a', '--tag', '+x,-y', '--json', '-o', 'f', 'b', '--recursive']);
    expect(parsed.words).toEqual(['a', 'b']);
    expect(parsed.values).toEqual({ tag: '+x,-y', output: 'f' });
    expect([...parsed.flags].toSorted()).toEqual(['json', 'recursive']);
  });

  test('a value may start with a dash', () => {
    expect(parseCommandArguments(spec, ['a', '--tag', '-y']).values['tag']).toBe('-y');
  });

  test('words after -- are never options', () => {
    expect(parseCommandArguments(spec, ['a', '--', '--tag']).words).toEqual(['a', '--tag']);
  });

  test.each([
    [['a', '--unknown'], { option: '--unknown' }],
    [[], { argument: 'missing' }],
    [['a', 'b', 'c'], { argument: 'c' }],
  ])('%j is a usage error', (argv, details) => {
    expect(() => parseCommandArguments(spec, argv)).toThrow(expect.objectContaining({ code: 'usage', details }));
  });

  test.each([
    ['FILE|DIR… [--recursive]', 'FILE|DIR…'],
    ['ID --format p12|pem -o FILE', 'ID'],
    ['FILE | --batch LIST.jsonl', 'FILE'],
  ])('a missing word is called as the help calls it: %s', (synopsis, argument) => {
    expect(() => parseCommandArguments({ ...spec, synopsis }, [])).toThrow(
      expect.objectContaining({ code: 'usage', details: { argument } }),
    );
  });
});
