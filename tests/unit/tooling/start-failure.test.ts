// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { runElectron } from '../../../scripts/launcher/electron-start.mjs';
import { startFailure } from '../../../scripts/launcher/start-failure.mjs';

const ended = { code: 1, signal: null, error: null, stderr: '' } as const;

it.each([
  [{ ...ended, error: 'ENOENT' }, 'its executable is missing, or is not for this system'],
  [{ ...ended, error: 'EMFILE' }, 'its executable cannot be run (EMFILE)'],
  [
    {
      ...ended,
      code: 127,
      stderr: 'electron: error while loading shared libraries: libnss3.so: cannot open shared object',
    },
    'the library libnss3.so is missing',
  ],
  [
    { ...ended, stderr: "electron: /lib/libc.so.6: version `GLIBC_2.38' not found (required by electron)" },
    'this system is too old for it (GLIBC_2.38 is missing)',
  ],
  [
    { ...ended, code: 127, stderr: 'electron: symbol lookup error: electron: undefined symbol: gtk_x' },
    'a library of this system does not fit it',
  ],
  [
    { ...ended, stderr: 'ERROR:ozone_platform_x11.cc(245)] Missing X server or $DISPLAY' },
    'it cannot reach the display',
  ],
  [
    { ...ended, stderr: "FATAL:gpu_data_manager_impl_private.cc(448)] GPU process isn't usable. Goodbye." },
    'its graphics do not work here',
  ],
  [{ ...ended, code: null, signal: 'SIGILL' }, 'it crashed before its window opened (SIGILL)'],
  [ended, 'it ended before its window opened (exit code 1)'],
] as const)('[P08] explains %j', (ending, words) => expect(startFailure(ending)).toBe(words));

it('[P08] reports an executable that the system refuses as a reason, without a stack', async () => {
  const opened = (): void => undefined;
  const ran = await runElectron('/dev/null/electron', [], { seconds: 1, opened });
  expect(ran).toEqual({ code: null, why: 'its executable cannot be run (ENOTDIR)', hung: false });
});
