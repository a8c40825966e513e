// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { VaultStatus } from '../../shared/schemas/vault/vault-status.ts';
import type { VaultAcceptance } from './seal/acceptance.ts';
import type { SealKeeper } from './seal/seal-keeper.ts';
import type { OsSecretStore, OsStoreState } from './os-secret-store/os-secret-store.ts';
import { countStaged, isRekeyUnfinished } from './rekey/staging-rows.ts';
import { countCertificates, countDeleted } from './store/rows/certificate-queries.ts';
import { countKeysInUse } from './store/rows/key-rows.ts';
import { currentSchemaVersion } from './store/migrations.ts';
import { readPragma } from './store/pragma.ts';
import { readProtectors, type ProtectorRow } from './store/rows/protector-rows.ts';
import { readVaultRecord } from './store/rows/vault-record.ts';
import { isOpenToOthers } from './folder/folder.ts';
import { syncedFolderOf } from './folder/synced-folder.ts';

export function composeStatus(
  folder: string,
  database: DatabaseSync,
  unlocked: boolean,
  osStore: OsStoreState,
  seal: SealKeeper,
  acceptance: VaultAcceptance,
): VaultStatus {
  const record = readVaultRecord(database);
  const protectors = readProtectors(database);
  return {
    vaultId: record.vaultId,
    exists: true,
    state: record.recipient === null ? 'keyless' : unlocked ? 'unlocked' : 'locked',
    protectors: protectors.map(({ kind, createdAt, token }) => ({ kind, createdAt, ...(token !== null && { token }) })),
    osStore: { available: osStore.available, reason: osStore.reason },
    recoverySaved: protectors.some((row) => row.kind === 'recovery-code' && row.confirmedAt !== null),
    lockable: isLockable(protectors),
    syncedFolder: syncedFolderOf(folder),
    openToOthers: isOpenToOthers(folder),
    seal: seal.state(),
    olderCopy: seal.olderCopy(),
    notAccepted: acceptance.isAccepted() ? null : acceptance.review().count,
    rekeying: isRekeyUnfinished(database) ? countStaged(database) : null,
    deleted: countDeleted(database),
    certificates: countCertificates(database) - countDeleted(database),
    keys: countKeysInUse(database),
    revision: record.revision,
    schemaVersion: readPragma(database, 'user_version'),
    folder,
  };
}

/** Recovery codes don't count: they're for emergencies. */
export function isLockable(protectors: readonly Pick<ProtectorRow, 'kind'>[]): boolean {
  return protectors.some(({ kind }) => kind === 'passphrase' || kind === 'token');
}

export async function missingVaultStatus(folder: string, store: OsSecretStore): Promise<VaultStatus> {
  const osStore = await store.probe();
  return {
    vaultId: null,
    exists: false,
    state: 'missing',
    protectors: [],
    osStore: { available: osStore.available, reason: osStore.reason },
    recoverySaved: false,
    lockable: false,
    syncedFolder: syncedFolderOf(folder),
    openToOthers: false,
    seal: 'unknown',
    olderCopy: false,
    notAccepted: null,
    rekeying: null,
    deleted: 0,
    certificates: 0,
    keys: 0,
    revision: 0,
    schemaVersion: currentSchemaVersion,
    folder,
  };
}
