// SPDX-License-Identifier: Apache-2.0
import type { AcceptedVaultIds } from './accepted-vault-ids.ts';
import type { PassphraseFiles } from './passphrase-files.ts';
import type { OsSecretStore } from './protectors/os-secret-store.ts';

export interface VaultOptions {
  readonly clock: () => Date;
  readonly files: PassphraseFiles;
  readonly osStore: OsSecretStore;
  /**
   * Lower-case hex of SHA-256 over the SubjectPublicKeyInfo DER of a PKCS#8 key; null when it cannot be derived.
   * Injected, so that the vault parses no keys itself.
   */
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
  readonly accepted: AcceptedVaultIds;
  /** Cryptographically random bytes; default node:crypto. */
  readonly random?: (length: number) => Uint8Array;
  /** How often foreign changes are looked for (ms). */
  readonly watchIntervalMs?: number;
}
