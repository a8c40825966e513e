// SPDX-License-Identifier: Apache-2.0
import { test } from '@playwright/test';
import { electronSpecs, specFiles } from '../support/spec-folders.ts';

/** The project `electron` runs only this file if Electron's binary is missing. */
test('the Electron specs run in Electron itself', () => {
  const files = specFiles(electronSpecs).length;
  test.skip(true, `Electron's binary is not on this machine: ${files} spec files run on its stand-in instead`);
});
