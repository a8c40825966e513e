// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasResidue } from '../../../main/vault/deletion/erase-residue.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { canariesIn, canaryBytes, makeCanaryVault } from './canary-vault.ts';
import { seededRandom } from '../openssl/seeded-random.ts';
import { startVaultScript } from './vault-processes.ts';
import { testVaultOptions } from './vault-test-options.ts';

export interface PurgeKills {
  readonly faults: readonly string[];
  /** Number of kills after which only part of the selection was gone. */
  readonly inTheWork: number;
  /** Number of kills between the start of a purge and the end of its erasing. */
  readonly beforeErasing: number;
}

/**
 * Kills purges at random moments. `folder` must be empty. Reports a fault unless each vault verifies clean, keeps all
 * that was not selected and, after the next sweep, contains no purged byte.
 */
export async function killPurges(folder: string, rounds: number, seed: number): Promise<PurgeKills> {
  const random = seededRandom(seed);
  const template = await makeCanaryVault(join(folder, 'template'), { deleted: 24, kept: 12 });
  const faults: string[] = [];
  let inTheWork = 0;
  let beforeErasing = 0;
  for (let round = 0; round < rounds; round += 1) {
    const vaultFolder = join(folder, `vault-${round}`);
    cpSync(template.folder, vaultFolder, { recursive: true });
    const script = startVaultScript('purge-many', vaultFolder, '2');
    // Kill after some output plus up to 30 ms (about one purge), to hit mid-work even on a busy machine.
    await script.printed(1 + Math.floor(random() * 22));
    await delay(random() * 30);
    script.kill();
    await script.finished;
    if (hasResidue(vaultFolder)) beforeErasing += 1;
    const vault = openVault(vaultFolder, testVaultOptions());
    try {
      const left = new Set(vault.deletion.list().map((row) => row.sha256));
      if (left.size > 0 && left.size < template.deleted.length) inTheWork += 1;
      await vault.unlock({ kind: 'passphrase', secret: template.passphrase });
      for (const { problem, affected } of (await vault.verify()).findings)
        faults.push(`round ${round}: ${problem} ${affected}`);
      for (const kept of template.kept) {
        const whole =
          vault.getRow(kept.sha256)?.label === kept.label && (await vault.readNote(kept.sha256)) === kept.note;
        if (!whole) faults.push(`round ${round}: ${kept.sha256} is not whole`);
        await vault.withPrivateKey(kept.sha256, async () => await Promise.resolve());
      }
      await vault.deletion.sweep();
      const gone = template.deleted.filter((each) => !left.has(each.sha256));
      for (const found of canariesIn(vaultFolder, gone.flatMap(canaryBytes))) {
        faults.push(`round ${round}: ${found} is still in the files`);
      }
      if (hasResidue(vaultFolder)) faults.push(`round ${round}: the erasing did not finish`);
    } finally {
      vault.close();
    }
  }
  return { faults, inTheWork, beforeErasing };
}
