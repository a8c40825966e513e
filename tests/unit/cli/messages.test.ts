// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { confirmOnTerminal } from '../../../main/cli/runtime/confirm.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { foundImportText, itemLine } from '../../../main/cli/certificates/import-lines.ts';
import { errorText } from '../../../main/cli/output/messages.ts';
import { exitCodeOf } from '../../../main/cli/runtime/exit-codes.ts';
import { noteLines } from '../../../main/cli/vault/acceptance-lines.ts';
import { commandLineSteps } from '../../../main/cli/output/step-texts.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

describe('[A01] errors in the words of the command line', () => {
  test('the question that needs confirmation is reported, to scripts too', async () => {
    const run = { arguments: { flags: new Set(), values: {}, words: [] }, ask: null, language: 'en' };
    const refused = confirmOnTerminal(run as unknown as CommandRun, 'Two lines.\nDelete all? [y/N]');
    const error = await refused.catch((thrown: unknown) => thrown as AppError);
    expect(error).toMatchObject({ code: 'not-confirmed', details: { question: 'Delete all? Two lines.' } });
    expect(errorText('en', error as AppError)).toBe(
      'This action needs your confirmation. Nothing was changed. To confirm: Delete all? Two lines. Confirm on a terminal, or add --yes.',
    );
    expect(errorText('zh-CN', new AppError('not-confirmed'))).toBe(
      '这项操作需要确认，未做任何改动。请在终端里确认，或加上 --yes。',
    );
  });

  test.each(['n', '', 'q'])('any answer but yes cancels, and nothing was changed: “%s”', async (typed) => {
    const run = { arguments: { flags: new Set() }, ask: async () => await Promise.resolve(typed), language: 'en' };
    const declined = confirmOnTerminal(run as unknown as CommandRun, 'Delete? [y/N]');
    const error = await declined.catch((thrown: unknown) => thrown as AppError);
    expect(exitCodeOf(error as AppError)).toBe(130);
    expect(errorText('en', error as AppError)).toBe('Cancelled. Nothing was changed.');
    expect(errorText('zh-CN', error as AppError)).toBe('已取消，未做任何改动。');
  });

  test.each([
    [new AppError('usage', { argument: 'ID' }), /not an ID.*8 digits/],
    [new AppError('usage', { argument: 'label:' }), /^This command takes an ID, not a label\. .*certsteward list/],
    [new AppError('usage', { option: '--to' }), /^--to does not accept this value\./],
    [new AppError('destination-unwritable', { cause: 'ENOENT' }), /^The folder does not exist\. .*create/],
    [new AppError('file-unreadable', { file: '/x', cause: 'EISDIR' }), /^This is a folder: \/x\./],
    [new AppError('not-found', { reason: 'not-reported' }), /^The vault has no loss report/],
    [
      new AppError('not-found', { reason: 'not-deleted', entered: '3f2a91bc' }),
      /^Certificate 3f2a91bc is not in “Recently deleted”\. It is still in the vault\./,
    ],
    [
      new AppError('not-found', { reason: 'no-such-deleted', entered: 'deadbeef' }),
      /^No deleted certificate has the ID deadbeef\. .*certsteward trash list/,
    ],
    [
      new AppError('not-revoked', { kind: 'lost' }),
      /^Nothing was revoked\..* The loss report was saved in the vault\. /,
    ],
    [new AppError('code-missing'), /certsteward pending check with --reference and --code-file/],
    [new AppError('backup-missing', { count: 2 }), /2 of these certificates.*--force/],
    [new AppError('limit-exceeded', { limit: 'entries' }), /\(number of entries\)/],
    [new AppError('limit-exceeded', { limit: 'anchors' }), /^This vault asks you to trust too many CAs/],
    [new AppError('limit-exceeded', { limit: 'hosts' }), /^This certificate lists too many servers/],
  ])('are explained: %s', (error, words) => {
    expect(errorText('en', error)).toMatch(words);
  });

  test('translate our own reasons, and quote those of the system', () => {
    const because = (reason: string): string => errorText('zh-CN', new AppError('store-refused', { reason }));
    expect(because('list-is-link')).toContain('：模块列表是一个链接。');
    expect(because('NCryptSignHash 0x80090020')).toContain('：“NCryptSignHash 0x80090020”。');
  });

  test.each([
    [{ keys: 1, keysAdded: 1, keyHolders: ['工行', 'Bank'] }, '1 private key added. Certificate: 工行, Bank'],
    [
      { keys: 2, keysAdded: 2, keyHolders: [] },
      '2 private keys added. The certificate is not in the vault yet. Import it too.',
    ],
    [{ keys: 1, keysAdded: 0, keyHolders: [] }, '1 private key already in the vault.'],
    [
      { keys: 1, keysAdded: 1, keyHolders: ['Bank'], keysLeftOut: 1 },
      '1 private key added, 1 private key left out. Certificate: Bank',
    ],
  ])('[F04] a file of keys alone says whose keys were added: %j', (taken, text) => {
    const item = { file: 'a.key', diagnosis: { code: 'opened' }, added: [], known: [], ...taken } as const;
    expect(itemLine({ language: 'en' }, item)).toBe(`a.key: Opened. ${text}`);
  });

  test('[D03] a scan says whether the keys of a file of keys alone are new', () => {
    const none = { added: [], known: [] };
    expect(foundImportText('en', { ...none, keys: 2 })).toBe('2 private keys added');
    expect(foundImportText('en', { ...none, keys: 0 })).toBe('already in the vault');
  });

  test('[F05] a file that none of the listed passwords opens says how many were tried', () => {
    const diagnosis = { code: 'needs-password' } as const;
    const item = { file: 'a.p12', diagnosis, added: [], known: [], keys: 0, keysAdded: 0, triedPasswords: 3 };
    expect(itemLine({ language: 'en' }, item)).toBe(
      'a.p12: This file is password-protected. 3 passwords tried, none fits. Check the listed passwords, or provide the right one with --password-file.',
    );
  });

  test.each([
    [
      { argument: 'lsit', reason: 'unknown-command', suggestion: 'list' },
      null,
      'unknown command "lsit". Did you mean "list"? Run "certsteward help" to see the commands.',
    ],
    [
      { argument: 'stores', reason: 'missing-command' },
      null,
      '"certsteward stores" needs a command. Run "certsteward help stores" to see its commands.',
    ],
    [
      { option: '--serach', reason: 'unknown-option', suggestion: '--search' },
      'list',
      'unknown option --serach. Did you mean --search? Run "certsteward help list" for its usage.',
    ],
    [
      { option: '--days', reason: 'missing-value' },
      'check',
      '--days needs a value. Run "certsteward help check" for its usage.',
    ],
    [
      { argument: 'ID' },
      'show',
      'This is not an ID. To see IDs, run the matching list command, such as certsteward list. Enter 8 digits or more of the ID. Run "certsteward help show" for its usage.',
    ],
    [
      { argument: 'FILE', reason: 'missing-argument' },
      'inspect',
      'This command needs FILE. Run "certsteward help inspect" for its usage.',
    ],
    [
      { argument: '--batch', line: 3 },
      'inspect',
      'Line 3 of the --batch list is not valid JSON for this command. Run "certsteward help inspect" for its usage.',
    ],
  ])('a usage error says what is wrong and what to run next: %j', (details, command, text) => {
    expect(errorText('en', new AppError('usage', details), command)).toBe(text);
    expect(errorText('zh-CN', new AppError('usage', details), command)).toMatch(/certsteward help/);
  });

  test('the notice about a damaged state file says how to clear it', () => {
    expect(noteLines('en', [{ code: 'state-damaged', path: '/x' }]).join()).toMatch(
      /moved to \/x\..* delete that file\./,
    );
  });

  test('no next step of the command line mentions a window or a button', () => {
    for (const steps of Object.values(commandLineSteps)) {
      for (const step of Object.values(steps))
        expect(step).not.toMatch(/window|button|click|(?:in|under) Settings|窗口|按钮|点击|“设置”/);
    }
  });
});
