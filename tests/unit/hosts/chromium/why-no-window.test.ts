// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { whyNoWindow } from '../../../../main/hosts/chromium/why-no-window.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

const fromPlaywright = (log: string): Error =>
  new Error(
    `browserType.launchPersistentContext: Target page, context or browser has been closed\nBrowser logs:\n${log}`,
  );

test.each([
  [
    fromPlaywright('[pid=56][err] No usable sandbox! If this is a Debian system'),
    /sandbox .* apt-get install chromium-sandbox$/,
  ],
  [fromPlaywright('[pid=7][err] Missing X server or $DISPLAY'), /no display/],
  [new Error('no Chromium, Chrome or Edge was found'), /Install one/],
  [new AppError('vault-busy'), /: Another program is using the vault\. \S/],
  [new Error('first line\nsecond'), /: first line$/],
])('[P08] a start without a window ends with one plain line: %s', (error, line) => {
  expect(whyNoWindow(error)).toMatch(line);
  expect(whyNoWindow(error)).not.toContain('\n');
});
