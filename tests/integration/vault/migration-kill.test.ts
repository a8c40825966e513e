// SPDX-License-Identifier: Apache-2.0
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import { inventedV2 } from '../../support/vault/invented-schema.ts';
import { contentOf, makeRichVault } from '../../support/vault/rich-vault.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { startVaultScript } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

const rounds = 12;
const perRound = 6;

test(`[K08] ${rounds} migrations killed at random leave every vault complete, with its copy beside it`, async () => {
  const random = seededRandom(20261124);
  const template = join(temporaryFolder(), 'vault');
  const made = await makeRichVault(template);
  const kept = made.certificates.filter(({ sha256 }) => !made.deleted.includes(sha256));
  let inTheWork = 0;
  for (let round = 0; round < rounds; round += 1) {
    const folder = temporaryFolder();
    for (let index = 0; index < perRound; index += 1)
      cpSync(template, join(folder, String(index)), { recursive: true });
    const script = startVaultScript('migrate-many', folder);
    await script.printed(1 + Math.floor(random() * perRound));
    // One migration takes about 15 ms.
    await delay(random() * 15);
    script.kill();
    const migrated = (await script.finished).lines.length - 1;
    if (migrated > 0 && migrated < perRound) inTheWork += 1;
    // The vault that the kill hit, and the one before.
    for (const index of [migrated - 1, migrated]) {
      if (index < 0 || index >= perRound) continue;
      const name = join(folder, String(index));
      const vault = openVault(name, testVaultOptions(), inventedV2);
      try {
        await vault.unlock({ kind: 'passphrase', secret: made.passphrase });
        expect((await vault.verify()).findings).toEqual([]);
        const ids = kept.map((each) => each.sha256);
        expect(await contentOf(vault, ids)).toEqual(kept);
        expect(readdirSync(name)).toContain('vault.sqlite.before-v2');
      } finally {
        vault.close();
      }
    }
  }
  expect(inTheWork).toBeGreaterThan(rounds / 3);
});
