import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createVault, openVault } from '../../main/vault/open-vault.ts';
import { noOsSecretStore } from '../../main/vault/protectors/os-secret-store-client.ts';
import type { Vault } from '../../main/vault/vault.ts';
import type { VaultOptions } from '../../main/vault/vault-options.ts';
import { publicKeyHashOf } from './make-identity.ts';

export const ageWorkerUrl = new URL('../../main/processes/age-worker.ts', import.meta.url);

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** No OS store, cheap scrypt: for tests of the vault's own logic. */
export function testVaultOptions(changed: Partial<VaultOptions> = {}): VaultOptions {
  return {
    clock: () => new Date('2026-11-24T12:00:00Z'),
    workerUrl: ageWorkerUrl,
    osStore: noOsSecretStore('none in this test'),
    publicKeyHashOf,
    scryptWorkFactor: 10,
    ...changed,
  };
}

/** A keyless vault, closed with the test. */
export function newTestVault(changed: Partial<VaultOptions> = {}): Vault {
  return closing(createVault(join(temporaryFolder(), 'vault'), testVaultOptions(changed)));
}

/** The same file once more, as another process would have it. */
export function reopen(vault: Vault, changed: Partial<VaultOptions> = {}): Vault {
  return closing(openVault(vault.folder, testVaultOptions(changed)));
}

function closing(vault: Vault): Vault {
  onTestFinished(() => {
    vault.close();
  });
  return vault;
}
