// SPDX-License-Identifier: Apache-2.0
import { openVault } from '../../../main/vault/open-vault.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';

/** Opens every key of a closed vault. Returns the damage, backup history and number of logged restores. */
export async function lookAtVault(folder: string, secret: string) {
  const vault = openVault(folder, testVaultOptions());
  try {
    await vault.unlock({ kind: 'passphrase', secret });
    const verified = await vault.verify();
    const { entries } = vault.activity.list(null, 10_000);
    return {
      damage: verified.findings.map(({ problem, affected }) => `${problem} ${affected}`),
      keysOpened: verified.keysOpened,
      history: vault.backups
        .list()
        .map(({ fileName, sha256 }) => ({ fileName, sha256 }))
        .toReversed(),
      restores: entries.filter(({ event }) => event === 'backup-restored').length,
    };
  } finally {
    vault.close();
  }
}
