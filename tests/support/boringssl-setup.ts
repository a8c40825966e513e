// SPDX-License-Identifier: Apache-2.0
import { beforeEach } from 'vitest';
import { bunFaults } from '../../scripts/test/bun-faults.mjs';

if (process.versions['boringssl'] === undefined) throw new Error('shows nothing without BoringSSL');

beforeEach(({ task, skip }) => {
  const reason = bunFaults[task.fullTestName];
  if (reason !== undefined) skip(reason);
});
