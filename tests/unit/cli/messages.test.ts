// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { confirmOnTerminal } from '../../../main/cli/runtime/confirm.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { errorText } from '../../../main/cli/output/messages.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

describe('[A01] errors in the words of the command line', () => {
  test('what would have to be confirmed is told, to scripts too', async () => {
    const run = { arguments: { flags: new Set(), values: {}, words: [] }, ask: null, language: 'en' };
    const refused = confirmOnTerminal(run as unknown as CommandRun, 'Two lines.\nDelete all? [y/N]');
    const error = await refused.catch((thrown: unknown) => thrown as AppError);
    expect(error).toMatchObject({ code: 'not-confirmed', details: { question: 'Two lines. Delete all?' } });
    expect(errorText('en', error as AppError)).toBe(
      'This needs a confirmation, and nothing was changed. To be confirmed: Two lines. Delete all? Confirm it on a terminal, or add --yes.',
    );
    expect(errorText('zh-CN', new AppError('not-confirmed'))).toBe(
      '这项操作需要确认，没有改动任何内容。 请在终端里确认，或加上 --yes。',
    );
  });

  test.each([
    [new AppError('usage', { argument: 'ID' }), /no ID.*8 digits.*label:NAME/],
    [new AppError('usage', { option: '--to' }), /--to\. Use --help/],
    [new AppError('code-missing'), /pending check with --reference and --code-file/],
    [new AppError('backup-missing', { count: 2 }), /2 of these private keys.*--force/],
  ])('%s', (error, words) => {
    expect(errorText('en', error)).toMatch(words);
  });
});
