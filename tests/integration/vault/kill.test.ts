// SPDX-License-Identifier: Apache-2.0
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { vaultExists } from '../../../main/vault/folder/folder.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { committedIn, startVaultScript, writeIdentities } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

const rounds = process.env['CERTSTEWARD_TEST_EVERYTHING'] === undefined ? 20 : 50;
const identities = 20;
const passphrase = 'p';

/** mulberry32: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`[K08] ${rounds} imports killed at random moments damage no vault and lose no committed import`, async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'identities.jsonl');
  await writeIdentities(file, identities);
  const template = newTestVault();
  await template.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  template.close();
  const random = seeded(20261124);
  // Waits for a random line of output plus up to 4 ms (about one import), to hit the imports on a busy machine too.
  const importAndKill = async (name: string) => {
    const vaultFolder = join(folder, name);
    cpSync(template.folder, vaultFolder, { recursive: true });
    const script = startVaultScript('import-many', vaultFolder, file, '0', String(identities));
    await script.printed(1 + Math.floor(random() * identities));
    await delay(random() * 4);
    script.kill();
    return { vaultFolder, announced: committedIn((await script.finished).lines) };
  };
  const announcedCounts: number[] = [];
  const faults: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { vaultFolder, announced } = await importAndKill(`vault-${round}`);
    announcedCounts.push(announced.length);
    const vault = openVault(vaultFolder, testVaultOptions());
    try {
      // Unlocking costs scrypt, and verify checks the keys' format without it: every tenth round is enough.
      if (round % 10 === 0) await vault.unlock({ kind: 'passphrase', secret: passphrase });
      const { findings, certificates, keys } = await vault.verify();
      const listed = new Set(vault.listRows({ search: '' }).map((row) => row.sha256));
      faults.push(...findings.map((finding) => `round ${round}: ${finding.problem} ${finding.affected}`));
      if (keys !== certificates) faults.push(`round ${round}: ${certificates} certificates, ${keys} keys`);
      for (const sha256 of announced) if (!listed.has(sha256)) faults.push(`round ${round}: lost ${sha256}`);
    } finally {
      vault.close();
    }
  }
  expect(faults).toEqual([]);
  // Most kills hit the imports, not the time before or after.
  expect(announcedCounts.filter((count) => count > 0 && count < identities).length).toBeGreaterThan(rounds / 2);
  // Up to 50 process starts: 25 s on an idle machine, four times that when busy.
}, 600_000);

test('[K08] a killed vault creation leaves a complete vault or none', async () => {
  const random = seeded(7);
  for (let round = 0; round < 8; round += 1) {
    const folder = temporaryFolder();
    const script = startVaultScript('create-many', folder);
    await script.printed(1 + Math.floor(random() * 6));
    await delay(random() * 4);
    script.kill();
    const created = (await script.finished).lines.length - 1;
    let whole = 0;
    for (const name of readdirSync(folder)) {
      const vaultFolder = join(folder, name);
      if (!vaultExists(vaultFolder)) continue;
      const vault = openVault(vaultFolder, testVaultOptions());
      expect((await vault.verify()).findings).toEqual([]);
      vault.close();
      whole += 1;
    }
    expect(whole).toBeGreaterThanOrEqual(created);
  }
});
