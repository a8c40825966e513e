// SPDX-License-Identifier: Apache-2.0
import type { AcceptedVaultIds } from './seal/accepted-vault-ids.ts';
import type { PassphraseFiles } from './age/passphrase-files.ts';
import type { OsSecretStore } from './os-secret-store/os-secret-store.ts';

export interface VaultOptions {
  readonly clock: () => Date;
  readonly files: PassphraseFiles;
  readonly osStore: OsSecretStore;
  /**
   * Returns the SPKI hash in lower-case hex, or null if it can't be derived. Injected, because a child process parses
   * keys.
   */
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
  readonly accepted: AcceptedVaultIds;
  readonly random?: (length: number) => Uint8Array;
  readonly watchIntervalMs?: number;
}
