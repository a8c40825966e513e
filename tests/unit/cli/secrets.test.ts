// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCommandArguments } from '../../../main/cli/runtime/arguments.ts';
import { secrets } from '../../../main/cli/runtime/secret-options.ts';
import { createSecretSource, decodeSecret } from '../../../main/cli/runtime/secrets.ts';

const neverAsk = async (): Promise<string> => {
  throw new Error('asked');
};

describe('[A01] secrets of the command line', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cs-secrets-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  function source(argv: readonly string[], stdin = '', platform: NodeJS.Platform = 'linux') {
    const io = { stdin: Readable.from([Buffer.from(stdin)]), prompt: neverAsk };
    return createSecretSource(
      parseCommandArguments({ options: secrets('password', 'passphrase') }, argv),
      io,
      platform,
    );
  }

  test.each([
    ['one blank of echo \r\n', 'one blank of echo'],
    ['of two blanks one  \r\n', 'of two blanks one '],
    ['no blank\r\n', 'no blank'],
    ['a tab\t\r\n', 'a tab\t'],
    ['no CRLF \n', 'no CRLF '],
    ['no line end ', 'no line end '],
  ])('drops from %j what cmd’s echo adds, and nothing else', async (content, secret) => {
    expect(await source(['--password-stdin'], content, 'win32').read('password')).toBe(secret);
    const kept = content.replace(/\r?\n$/, '');
    expect(await source(['--password-stdin'], content, 'linux').read('password')).toBe(kept);
    await writeFile(join(folder, 'of-echo'), content);
    expect(await source(['--password-file', join(folder, 'of-echo')], '', 'win32').read('password')).toBe(kept);
  });

  test.each([
    ['plain', 'plain'],
    ['one LF\n', 'one LF'],
    ['one CRLF\r\n', 'one CRLF'],
    ['two LF\n\n', 'two LF\n'],
    ['', ''],
    ['密码中文🔐é\n', '密码中文🔐é'],
    ['\ufeffmark', 'mark'],
  ])('reads %j as %j', async (content, secret) => {
    const file = join(folder, 'secret');
    await writeFile(file, content);
    expect(await source(['--password-file', file]).read('password')).toBe(secret);
    expect(await source(['--password-stdin'], content).read('password')).toBe(secret);
  });

  test.each([
    ['UTF-16 LE', Buffer.from('\ufeffabc', 'utf16le'), 'utf-16'],
    ['UTF-16 BE', Buffer.from([0xfe, 0xff, 0, 97]), 'utf-16'],
    ['bytes that are no UTF-8', Buffer.from([0xc3, 0x28]), 'not-utf-8'],
    ['a megabyte', Buffer.alloc(1024 * 1024, 97), 'too-long'],
  ])('refuses %s with the reason', (_what, bytes, reason) => {
    expect(() => decodeSecret(bytes)).toThrow(
      expect.objectContaining({ code: 'secret-not-text', details: { reason } }),
    );
  });

  test('no secret is read without its option', async () => {
    expect(await source([]).read('password')).toBeNull();
  });

  test('two secrets from standard input are a usage error', () => {
    expect(() => source(['--password-stdin', '--passphrase-stdin'])).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });

  test('a plain --password is refused, so that no secret is in argv', () => {
    expect(() => source(['--password', 'x'])).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => source(['--password=canary'])).toThrow(
      expect.objectContaining({
        code: 'usage',
        details: { suggestion: '--password-file', option: '--password', reason: 'unknown-option' },
      }),
    );
  });

  test('a missing file is reported as file-unreadable', async () => {
    await expect(source(['--password-file', join(folder, 'none')]).read('password')).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});
