// SPDX-License-Identifier: Apache-2.0
import { beforeEach } from 'vitest';
import { wineFaults, wineFaultsElsewhere } from '../../scripts/test/wine-faults.mjs';

if (process.platform !== 'win32' && process.env['CERTSTEWARD_TEST_NODE'] === undefined)
  throw new Error('shows nothing without Windows’ Node');

const faults: Readonly<Record<string, string>> = { ...wineFaults, ...wineFaultsElsewhere };

beforeEach(({ task, skip }) => {
  const reason = faults[task.fullTestName];
  if (reason !== undefined) skip(reason);
});
