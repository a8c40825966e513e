// SPDX-License-Identifier: Apache-2.0
import { createPassphraseFiles, type PassphraseFiles } from '../../../main/vault/age/passphrase-files.ts';
import { noOsSecretStore } from '../../../main/vault/os-secret-store/os-secret-store-client.ts';
import type { RequireStrength } from '../../../main/vault/protectors/require-strength.ts';
import type { VaultOptions } from '../../../main/vault/vault-options.ts';
import { publicKeyHashOf } from '../openssl/public-key-hash.ts';

/** `workFactor` is log2 of scrypt's N. By default, scrypt is cheap and any passphrase is accepted. */
export function testPassphraseFiles(
  workFactor = 10,
  requireStrength: RequireStrength = async () => undefined,
): PassphraseFiles {
  return createPassphraseFiles({ workFactor, requireStrength });
}

/** Every vault that this process creates counts as accepted. */
const own = new Set<string>();
const accepted: VaultOptions['accepted'] = { has: (id) => own.has(id), accept: (id) => void own.add(id) };

/** Uses no OS store and cheap scrypt, for tests of vault logic. */
export function testVaultOptions(changed: Partial<VaultOptions> = {}): VaultOptions {
  return {
    clock: () => new Date('2026-11-24T12:00:00Z'),
    files: testPassphraseFiles(),
    osStore: noOsSecretStore('none in this test'),
    publicKeyHashOf,
    accepted,
    ...changed,
  };
}
