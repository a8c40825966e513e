// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import {
  isOpenOnWindows,
  restrictOnWindows,
  type WindowsAccess,
} from '../../../../main/vault/folder/windows-access.ts';

const home = String.raw`C:\Users\张三`;
const own = 'S-1-5-21-1-2-3-1001';

function access(list: string | null = null) {
  const calls: string[] = [];
  const system: WindowsAccess = {
    run(tool, words) {
      calls.push([tool, ...words].join(' '));
      // The account name in the console's code page (GBK).
      return tool === 'whoami' ? `"pc\\\xd5\xc5","${own}"\r\n` : '';
    },
    listOf() {
      if (list === null) throw new Error('The parameter is incorrect.');
      return `\uFEFFvault.sqlite\r\n${list}\r\n`;
    },
  };
  return { calls, system };
}

test('[X08] restricts a vault folder on another Windows drive to its owner, the system and administrators', () => {
  const { calls, system } = access();
  restrictOnWindows(String.raw`D:\x`, home, system);
  expect(calls.at(-1)).toBe(
    String.raw`icacls D:\x /inheritance:r /grant:r *${own}:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F`.replace(
      '${own}',
      own,
    ),
  );
});

test('[X08] a vault’s folder in the profile keeps the access list of the profile', () => {
  const { calls, system } = access();
  restrictOnWindows(String.raw`c:\users\张三\AppData\Roaming\CertSteward`, home, system);
  expect(isOpenOnWindows(String.raw`C:\Users\张三\vault\vault.sqlite`, home, system)).toBe(false);
  expect(calls).toEqual([]);
  restrictOnWindows(String.raw`C:\Users\张三2\x`, home, system);
  expect(calls).toHaveLength(2);
});

test.each([
  [`D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;${own})`, false],
  [`D:AI(A;ID;FA;;;BA)(A;ID;FA;;;SY)(A;ID;0x1301bf;;;AU)(A;ID;0x1200a9;;;BU)`, true],
  ['D:(A;;FA;;;WD)', true],
  [`D:P(D;;FA;;;WD)(A;;FA;;;${own})`, false],
  ['D:P(A;;FA;;;S-1-5-21-1-2-3-1002)', true],
  // A conditional entry (XA, [MS-DTYP] 2.5.1.1) isn't parsed: the list counts as open.
  [`D:P(A;;FA;;;${own})(XA;;FR;;;WD;(@User.title=="x"))(A;;FR;;;WD)`, true],
  ['D:NO_ACCESS_CONTROL', true],
  ['', true],
  [null, true],
])('[X08] an access list of Windows tells whether other accounts may read a vault: %s', (list, open) => {
  expect(isOpenOnWindows(String.raw`D:\x\vault.sqlite`, home, access(list).system)).toBe(open);
});
