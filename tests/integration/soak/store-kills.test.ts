// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { killTable } from '../../soak/kills/kills.ts';
import { killStoreChanges } from '../../soak/kills/store-kills.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[S07] [S06] a sample of the soak: the next change repairs an NSS database after each of 2 kills', async () => {
  const report = await killStoreChanges({ count: 2, seed: 20261124, folder: temporaryFolder() });
  console.info(killTable([report]));
  expect(report.faults).toEqual([]);
  expect(report.judged).toBeGreaterThanOrEqual(2);
}, 240_000);
