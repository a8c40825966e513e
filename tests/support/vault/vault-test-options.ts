// SPDX-License-Identifier: Apache-2.0
import { createPassphraseFiles, type PassphraseFiles } from '../../../main/vault/age/passphrase-files.ts';
import { noOsSecretStore } from '../../../main/vault/os-secret-store/os-secret-store-client.ts';
import type { RequireStrength } from '../../../main/vault/protectors/require-strength.ts';
import type { VaultOptions } from '../../../main/vault/vault-options.ts';
import { publicKeyHashOf } from '../openssl/public-key-hash.ts';

/** `workFactor`: log2 of scrypt's N; cheap where none is asked for. Any passphrase will do: the rule is the services'. */
export function testPassphraseFiles(
  workFactor = 10,
  requireStrength: RequireStrength = async () => undefined,
): PassphraseFiles {
  return createPassphraseFiles({ workFactor, requireStrength });
}

/** All vaults that this process makes are its own. */
const own = new Set<string>();
const accepted: VaultOptions['accepted'] = { has: (id) => own.has(id), accept: (id) => void own.add(id) };

/** No OS store, cheap scrypt: for tests of the vault's own logic. */
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
