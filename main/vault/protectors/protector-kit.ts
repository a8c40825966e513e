// SPDX-License-Identifier: Apache-2.0
import type { AcceptedVaultIds } from '../seal/accepted-vault-ids.ts';
import type { PassphraseFiles } from '../age/passphrase-files.ts';
import type { OsSecretStore } from '../os-secret-store/os-secret-store.ts';

export interface ProtectorKit {
  readonly files: PassphraseFiles;
  readonly osStore: OsSecretStore;
  readonly random: (length: number) => Uint8Array;
  readonly newId: () => string;
  readonly clock: () => Date;
  readonly accepted: AcceptedVaultIds;
}
