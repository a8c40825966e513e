// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { liesBelow, prefixOf } from '../../../../main/discovery/child/scan-path.ts';

const named = (text: string) => ({ text, raw: false });

test('[D01] joins paths on Windows with one kind of separator', () => {
  expect(prefixOf(named(String.raw`C:\Users\me`), 'win32')).toBe('C:\\Users\\me\\');
  expect(prefixOf(named('D:\\'), 'win32')).toBe('D:\\');
  expect(prefixOf(named(String.raw`\\nas\share`), 'win32')).toBe('\\\\nas\\share\\');
  expect(prefixOf(named('/home/me'), 'linux')).toBe('/home/me/');
  expect(prefixOf(named(String.raw`/home/odd\\`), 'linux')).toBe('/home/odd\\\\/');
});

test('[D01] compares folders on Windows without regard to case and separator', () => {
  expect(liesBelow(String.raw`c:\users\ME\Downloads`, String.raw`C:\Users\me`, 'win32')).toBe(true);
  expect(liesBelow('C:/Users/me/Downloads', String.raw`C:\Users\me`, 'win32')).toBe(true);
  expect(liesBelow(String.raw`C:\Users\me`, 'C:\\', 'win32')).toBe(true);
  expect(liesBelow(String.raw`C:\Users\mean`, String.raw`C:\Users\me`, 'win32')).toBe(false);
  expect(liesBelow('/home/ME/a', '/home/me', 'linux')).toBe(false);
  expect(liesBelow('/home/me/a', '/home/me', 'linux')).toBe(true);
  expect(liesBelow('/a', '/', 'linux')).toBe(true);
});
