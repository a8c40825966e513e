// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';

/** Verifies the vault and passes it to `further`. If `thorough`, unlocks it first, which verifies every key. */
export async function judgeVault(
  folder: string,
  passphrase: string,
  thorough: boolean,
  further: (
    vault: Vault,
    counts: { certificates: number; keys: number },
  ) => Promise<readonly string[]> | readonly string[],
): Promise<string[]> {
  const vault = openVault(folder, testVaultOptions());
  try {
    if (thorough) await vault.unlock({ kind: 'passphrase', secret: passphrase });
    const verified = await vault.verify();
    const faults = verified.findings.map(({ problem, affected }) => `${problem} ${affected}`);
    if (verified.keysOpened !== thorough) faults.push('verify did not open the keys');
    return [...faults, ...(await further(vault, verified))];
  } finally {
    vault.close();
  }
}

/** Whether the passphrase opens the vault. Rethrows errors other than `wrong-secret`. */
export async function opensWith(vault: Vault, passphrase: string): Promise<boolean> {
  try {
    await vault.checkSecret({ kind: 'passphrase', secret: passphrase });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-secret') return false;
    throw error;
  }
}
