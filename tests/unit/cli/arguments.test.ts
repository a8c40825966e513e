// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../main/cli/command.ts';
import { parseCommandArguments } from '../../../main/cli/runtime/arguments.ts';
import { explainError } from '../../../main/cli/runtime/explain-error.ts';
import { flag, list, oneOf, required, value } from '../../../main/cli/runtime/options.ts';
import { secretOptions } from '../../../main/cli/runtime/secret-options.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const text = { 'zh-CN': '', en: '' };
const shape = {
  words: { name: 'FILE|DIR', count: [1, 2] as const },
  options: {
    tag: value('TEXT', text),
    output: value('FILE', text, { short: '-o' }),
    with: list('FILE…', text),
    recursive: flag(text),
    pin: secretOptions.pin,
  },
};

describe('[A01] arguments', () => {
  test('words, values and flags are accepted in any order', () => {
    const parsed = parseCommandArguments(shape, ['a', '--tag', '+x,-y', '--json', '-o', 'f', 'b', '--recursive']);
    expect(parsed.words).toEqual(['a', 'b']);
    expect(parsed.values).toEqual({ tag: '+x,-y', output: 'f' });
    expect([...parsed.flags].toSorted()).toEqual(['json', 'recursive']);
  });

  test('a value may start with a dash', () => {
    expect(parseCommandArguments(shape, ['a', '--tag', '-y']).values['tag']).toBe('-y');
  });

  test('words after -- are never options', () => {
    expect(parseCommandArguments(shape, ['a', '--', '--tag']).words).toEqual(['a', '--tag']);
  });

  test.each([
    [['a', '--unknown'], { option: '--unknown', reason: 'unknown-option' }],
    // The help uses the same name.
    [[], { argument: 'FILE|DIR…', reason: 'missing-argument' }],
    [['a', '--pin', '1234'], { option: '--pin', suggestion: '--pin-file', reason: 'unknown-option' }],
    [['a', 'b', 'c'], { argument: 'c', reason: 'extra-argument' }],
    [['a', '--tag'], { option: '--tag', reason: 'missing-value' }],
    [['a', '-o'], { option: '--output', reason: 'missing-value' }],
    [['a', '--json=true'], { option: '--json', reason: 'takes-no-value' }],
  ])('%j is a usage error', (argv, details) => {
    expect(() => parseCommandArguments(shape, argv)).toThrow(expect.objectContaining({ code: 'usage', details }));
  });

  test('a list takes several values and leaves the required words, even after -o', () => {
    const parsed = parseCommandArguments(shape, ['--with', 'a', 'b', '-o', 'f', '--with', 'c', 'd', 'e']);
    expect(parsed.words).toEqual(['d', 'e']);
    expect(parsed.lists).toEqual({ with: ['a', 'b', 'c'] });
  });

  test.each([
    [[], { option: '--to', options: ['--to', '--token'], reason: 'missing-options' }],
    [['--to', 'a'], { option: '--token', reason: 'missing-option' }],
    [['--slot', '0'], { option: '--to', reason: 'missing-option' }],
  ])('%j lacks an option, or any of its alternatives', (argv, details) => {
    const options = {
      to: required(value('DIR', text)),
      ...oneOf({ token: value('ID', text) }, { slot: value('N', text) }),
    };
    expect(() => parseCommandArguments({ options }, argv)).toThrow(expect.objectContaining({ code: 'usage', details }));
    expect(parseCommandArguments({ options }, ['--to', 'a', '--slot', '0']).values).toEqual({ to: 'a', slot: '0' });
  });

  test('a secret is given by its source, a file or standard input', () => {
    const parsed = parseCommandArguments(shape, ['a', '--pin-file', 'p', '--pin-stdin']);
    expect(parsed.values['pin-file']).toBe('p');
    expect(parsed.flags.has('pin-stdin')).toBe(true);
  });

  test.each([['-oout.csr'], ['-o', 'out.csr'], ['--output=out.csr']])('%j counts as giving the option', (...argv) => {
    const command = { options: shape.options } as unknown as Command;
    const refused = new AppError('usage', { option: '--output' });
    expect(explainError(refused, command, argv).details['reason']).toBeUndefined();
    expect(explainError(refused, command, ['a']).details['reason']).toBe('missing-option');
  });
});
