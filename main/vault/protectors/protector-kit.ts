// SPDX-License-Identifier: Apache-2.0
import type { AcceptedVaultIds } from '../accepted-vault-ids.ts';
import type { PassphraseFiles } from '../passphrase-files.ts';
import type { OsSecretStore } from './os-secret-store.ts';

/** What making and opening protectors needs from outside. */
export interface ProtectorKit {
  readonly files: PassphraseFiles;
  readonly osStore: OsSecretStore;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly newId: () => string;
  readonly clock: () => Date;
  readonly accepted: AcceptedVaultIds;
}
