// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellArgument } from '../../../shared/sinks/shell-argument.ts';

test.each([
  'plain.pfx',
  "it's.pfx",
  '$(touch x).pfx',
  '`id`.pfx',
  'a"b\\c $HOME *.pfx',
  "''",
  '证书 ~.pfx',
  '-n',
  '!!',
])('[X10] a shell takes it as one word, and looks at nothing in it: %s', (name) => {
  expect(execFileSync('sh', ['-c', `printf '%s|' ${shellArgument(name)} end`], { encoding: 'utf8' })).toBe(
    `${name}|end|`,
  );
});
