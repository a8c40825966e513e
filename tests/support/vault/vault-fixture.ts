// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createVault, openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultOptions } from '../../../main/vault/vault-options.ts';
import { testVaultOptions } from './vault-test-options.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function newTestVault(changed: Partial<VaultOptions> = {}): Vault {
  return closing(createVault(join(temporaryFolder(), 'vault'), testVaultOptions(changed)));
}

/** Opens the same file again, like a second process. */
export function reopen(vault: Vault, changed: Partial<VaultOptions> = {}): Vault {
  return closing(openVault(vault.folder, testVaultOptions(changed)));
}

function closing(vault: Vault): Vault {
  onTestFinished(() => {
    vault.close();
  });
  return vault;
}
