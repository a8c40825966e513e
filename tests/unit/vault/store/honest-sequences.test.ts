// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { runHonestSequence } from '../../../soak/sequences/honest-sequences.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

test('[K07] a sample of the soak: honest steps of several processes, with kills, raise no alarm and lose nothing', async () => {
  const report = await runHonestSequence({ seed: 2, steps: 8, folder: temporaryFolder() });
  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThan(0);
});
