// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killRekey } from '../../support/vault/rekey-kills.ts';
import { makeRekeyTemplate } from '../../support/vault/rekey-template.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const rounds = 12;
const keys = 200;

test(`[K04] [K08] ${rounds} killed re-keyings of ${keys} keys lose no key and revoke the removed secret`, async () => {
  const folder = temporaryFolder();
  const template = await makeRekeyTemplate(join(folder, 'template'), keys);
  const random = seededRandom(20261125);
  const faults: string[] = [];
  const phases = { before: 0, during: 0, after: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const action = round % 2 === 0 ? 'remove-recovery-code' : 'change-passphrase';
    const result = await killRekey(template, join(folder, `vault-${round}`), action, random);
    phases[result.phase] += 1;
    faults.push(...result.faults.map((fault) => `round ${round} ${action} ${result.phase}: ${fault}`));
  }
  expect(faults).toEqual([]);
  // Enough kills hit the re-keying itself.
  expect(phases.during).toBeGreaterThan(rounds / 4);
}, 600_000);
