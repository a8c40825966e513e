// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import type { Stretched } from '../age/age-scrypt.ts';
import type { PassphraseFiles } from '../age/passphrase-files.ts';
import type { ProtectorSet } from '../protectors/protector-set.ts';
import type { VaultSecret } from '../protectors/open-protector.ts';
import { canonicalPassphrase } from '../protectors/passphrase-forms.ts';
import { checkKey, type KeyParts } from '../records/key-envelopes.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { Session } from '../protectors/session.ts';
import { getKey, type KeyRow } from '../store/rows/key-rows.ts';
import { forgetReminders } from '../store/rows/reminder-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { lockedBackupFile, makeBackupKey, readBackupKey, writeBackupKey, type BackupKey } from './backup-access.ts';
import { originalsOf, type OriginalFile } from './backup-originals.ts';
import { backupRows, deleteBackup, findBackup, insertBackup, writeLook, type BackupRow } from './backup-rows.ts';
import { withBackupSnapshot, type BackupSnapshot } from './backup-snapshot.ts';
import {
  backupsHolding,
  backupsOf,
  backupStates,
  countBackupStates,
  issuersInBackup,
  namesInBackup,
  openableBackups,
  outdatedBackups,
  unsafeCertificates,
  type BackupCounts,
  type BackupOfCertificate,
  type CertificateBackups,
} from './backup-state.ts';

export interface VaultBackupAccess {
  readonly passphrase: BackupKey | null;
  readonly recovery: BackupKey | null;
  readonly recoverySaved: boolean;
}

export interface VaultBackups {
  withSnapshot<T>(ids: readonly string[] | null, work: (snapshot: BackupSnapshot) => Promise<T>): Promise<T>;
  /**
   * `passphrase` is needed once after each passphrase change. Without `withPassphrase`, returns only the recovery
   * code's key. Errors: `secret-missing`, `wrong-secret`, `vault-locked`, `seal-broken`, those of `makeBackupKey` and
   * `Transactions.change`.
   */
  access(passphrase: string | null, options: { readonly withPassphrase: boolean }): Promise<VaultBackupAccess>;
  /** Also creates a missing backup key. Runs scrypt (256 MiB) while this process is small, to limit peak memory. */
  unlockWith(passphrase: string): Promise<void>;
  stretchForFile(passphrase: string, file: Uint8Array): Promise<Stretched | null>;
  ownAccess(password: string): Promise<BackupKey>;
  /** Unreliable while locked, because the MAC isn't checked. */
  needsPassphrase(): boolean;
  record(row: BackupRow, held: BackupSnapshot['held']): Promise<void>;
  look(id: string, at: Date, problem: string | null): Promise<void>;
  forget(id: string): Promise<boolean>;
  damagedKeys(spkiSha256s: Iterable<string>): Promise<KeyRow[]>;
  list(): BackupRow[];
  /** Without the backups that only a former or unsaved recovery code opens. */
  openable(): BackupRow[];
  outdated(): ReadonlySet<string>;
  find(id: string): BackupRow | null;
  names(row: Pick<BackupRow, 'id' | 'certificates'>, limit: number): string[];
  issuers(id: string): number;
  originals(id: string): OriginalFile[];
  states(): CertificateBackups[];
  counts(): BackupCounts;
  unsafe(): string[];
  holding(sha256s: readonly string[]): { createdAt: string; place: string; fileName: string }[];
  of(sha256: string): BackupOfCertificate[];
}

export function createVaultBackups(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly protectors: ProtectorSet;
  readonly files: PassphraseFiles;
  readonly clock: () => Date;
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
  readonly vault: { unlock(given: VaultSecret): Promise<void> };
}): VaultBackups {
  const { database, transactions, session, seal, protectors, files, clock, publicKeyHashOf, vault } = parts;
  const read = <T>(query: () => T): T => withSqliteErrors(query);

  async function passphraseKey(passphrase: string | null): Promise<BackupKey | null> {
    const protector = protectors.find('passphrase');
    if (!protector) return null;
    const kept = await session.use(async (identity) => readBackupKey(database, identity, protector.id));
    if (kept) return kept;
    if (passphrase === null) throw new AppError('secret-missing');
    (await protectors.open({ kind: 'passphrase', secret: passphrase })).identity.fill(0);
    const key = await makeBackupKey(files, passphrase);
    // The passphrase changed during scrypt.
    if (!(await keep(key, protector.id))) throw new AppError('wrong-secret');
    return key;
  }

  async function keep(key: BackupKey, protectorId: string): Promise<boolean> {
    return await transactions.change(() => {
      if (protectors.find('passphrase')?.id !== protectorId) return false;
      session.useNow((identity) => writeBackupKey(database, identity, key, protectorId));
      return true;
    });
  }

  async function unlockWith(passphrase: string): Promise<void> {
    const protector = protectors.find('passphrase');
    if (!protector || passphrase === '') return await vault.unlock({ kind: 'passphrase', secret: passphrase });
    const kept = read(() => lockedBackupFile(database));
    const canonical = canonicalPassphrase(passphrase);
    if (kept) files.precomputeOpening(canonical, kept);
    else files.precompute(canonical, { opensToo: true });
    try {
      await vault.unlock({ kind: 'passphrase', secret: passphrase });
    } catch (error) {
      files.forget();
      throw error;
    }
    if (kept) return;
    try {
      const key = await makeBackupKey(files, passphrase);
      if (seal.state() !== 'broken' && session.isOpen()) await keep(key, protector.id);
    } catch (error) {
      files.forget();
      // Not fatal: the next backup asks for the passphrase.
      if (!(error instanceof AppError)) throw error;
    }
  }

  function isKept(): boolean {
    const protector = protectors.find('passphrase');
    if (!protector) return false;
    return session.useNow((identity) => readBackupKey(database, identity, protector.id) !== null);
  }

  function recoveryKey(): Pick<VaultBackupAccess, 'recovery' | 'recoverySaved'> {
    const row = protectors.find('recovery-code');
    if (!row?.codeEnvelope || row.wrappingRecipient === null) return { recovery: null, recoverySaved: false };
    const recovery = { recipient: row.wrappingRecipient, file: row.codeEnvelope };
    return { recovery, recoverySaved: row.confirmedAt !== null };
  }

  return {
    async withSnapshot(ids, use) {
      const recipient = session.recipient();
      if (recipient === null) throw new AppError('vault-locked');
      return await session.use(
        async (identity, locked) => await withBackupSnapshot({ database, identity, recipient, locked }, ids, use),
      );
    },
    async access(passphrase, { withPassphrase }) {
      if (!session.isOpen()) throw new AppError('vault-locked');
      if (seal.state() === 'broken') throw new AppError('seal-broken');
      return { passphrase: withPassphrase ? await passphraseKey(passphrase) : null, ...recoveryKey() };
    },
    unlockWith,
    stretchForFile: async (passphrase, file) => await files.stretchForFile(canonicalPassphrase(passphrase), file),
    ownAccess: async (password) => await makeBackupKey(files, password),
    needsPassphrase: () =>
      read(() => readVaultRecord(database).recipient !== null && protectors.find('passphrase') !== null) &&
      !(session.isOpen() ? isKept() : read(() => lockedBackupFile(database)) !== null),
    async record(row, held) {
      await transactions.change(() => {
        insertBackup(database, row, held);
        const { count, ...named } = detailOfCertificates(held.map(({ sha256 }) => sha256));
        appendLogEntry(database, clock(), 'backed-up', { ...named, count: count ?? 0, keys: row.keys, what: row.kind });
      });
    },
    async look(id, at, problem) {
      await transactions.change(() => {
        writeLook(database, id, at.toISOString(), problem);
        const event: ActivityEvent = problem === null ? 'backup-verified' : 'backup-failed';
        appendLogEntry(database, clock(), event, problem === null ? {} : { what: problem });
      });
    },
    forget: async (id) =>
      await transactions.change(() => {
        forgetReminders(database, JSON.stringify([id]));
        return deleteBackup(database, id);
      }),
    damagedKeys: async (ids) => await damagedKeys({ database, session, publicKeyHashOf }, ids),
    list: () => read(() => backupRows(database)),
    openable: () => read(() => openableBackups(database)),
    outdated: () => read(() => outdatedBackups(database)),
    find: (id) => read(() => findBackup(database, id)),
    names: (row, limit) => read(() => namesInBackup(database, row, limit)),
    issuers: (id) => read(() => issuersInBackup(database, id)),
    originals: (id) => read(() => originalsOf(database, id)),
    states: () => read(() => backupStates(database)),
    counts: () => read(() => countBackupStates(database)),
    unsafe: () => read(() => unsafeCertificates(database)),
    holding: (sha256s) => read(() => backupsHolding(database, sha256s)),
    of: (sha256) => read(() => backupsOf(database, sha256)),
  };
}

async function damagedKeys(deps: KeyParts, spkiSha256s: Iterable<string>): Promise<KeyRow[]> {
  if (!deps.session.isOpen()) return [];
  const damaged: KeyRow[] = [];
  for (const spkiSha256 of spkiSha256s) {
    const key = getKey(deps.database, spkiSha256);
    if (!key) continue;
    const state = await deps.session.use(async (identity) => await checkKey(identity, key, deps.publicKeyHashOf));
    if (state === 'unreadable' || state === 'mismatch') damaged.push(key);
  }
  return damaged;
}
