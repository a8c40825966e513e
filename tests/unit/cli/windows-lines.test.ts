// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { backupPath } from '../../../main/cli/backup/backup-answer.ts';
import { languageOfEnvironment } from '../../../main/cli/output/messages.ts';
import { importLine } from '../../../main/cli/enrolment/enrol-on-web.ts';

describe('[A01] the language of the command line', () => {
  test('is the system’s if no variable sets one, as on Windows', () => {
    expect(languageOfEnvironment({}, 'zh-CN')).toBe('zh-CN');
    expect(languageOfEnvironment({}, 'zh-Hans-SG')).toBe('zh-CN');
    expect(languageOfEnvironment({}, 'de-DE')).toBe('en');
    expect(languageOfEnvironment({ LANG: '' }, 'zh-CN')).toBe('zh-CN');
  });

  test('is that of the first POSIX variable that is set', () => {
    expect(languageOfEnvironment({ LC_ALL: 'C' }, 'zh-CN')).toBe('en');
    expect(languageOfEnvironment({ LANG: 'zh_CN.UTF-8' }, 'en-US')).toBe('zh-CN');
    expect(languageOfEnvironment({ LC_MESSAGES: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, 'zh-CN')).toBe('en');
  });
});

describe('[E01] the command that imports a downloaded file', () => {
  const line = (file: string): string => importLine(file, 'ready', undefined, 'win32');

  test('is a whole command on Windows', () => {
    expect(line(String.raw`C:\Users\me\Downloads\张三 (1).p12`)).toBe(
      String.raw`certsteward import "C:\Users\me\Downloads\张三 (1).p12"`,
    );
    expect(importLine(String.raw`C:\a.p12`, 'needs-password', undefined, 'win32')).toBe(
      String.raw`certsteward import "C:\a.p12" --password-file PASSWORD-FILE`,
    );
  });

  test.each(['$(calc).p12', '`calc`.p12', '%COMSPEC%.p12', 'a“; calc; “.p12'])(
    'leaves out a name that cmd or PowerShell would interpret: %s',
    (name) => {
      expect(line(String.raw`C:\Users\me\Downloads\${name}`.replace('${name}', name))).toBe('certsteward import FILE');
    },
  );
});

test('[B01] a backup path uses one kind of separator', () => {
  const named = (place: string) => backupPath({ place, fileName: 'a.csbackup' }, path.win32);
  expect(named(String.raw`D:\Backups`)).toBe(String.raw`D:\Backups\a.csbackup`);
  expect(named(String.raw`\\nas\share`)).toBe(String.raw`\\nas\share\a.csbackup`);
  expect(named('token:4711')).toBe('token:4711/a.csbackup');
  expect(named('https://dav.example/x')).toBe('https://dav.example/x/a.csbackup');
});
