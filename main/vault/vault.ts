// SPDX-License-Identifier: Apache-2.0
/* oxlint-disable max-lines -- one member per part of the vault, all built on the same shared state */
import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Origin } from '../../shared/schemas/certificates/certificate.ts';
import type { VaultStatus } from '../../shared/schemas/vault/vault-status.ts';
import { createVaultAcceptance, type VaultAcceptance } from './seal/acceptance.ts';
import { createVaultBackups, type VaultBackups } from './backups/vault-backups.ts';
import { annotate, readNote, type AnnotatingParts, type Annotation } from './records/annotating.ts';
import { exportVaultFile, refuseUnopenable, type ExportedVault } from './export/export-vault.ts';
import { vaultPath } from './folder/folder.ts';
import { createVaultDeletion, type VaultDeletion } from './deletion/vault-deletion.ts';
import { createVaultInstalled, type VaultInstalled } from './records/installed/vault-installed.ts';
import { importItems, type ImportItems, type ImportResult } from './import/import-items.ts';
import { lendKey, type KeyParts } from './records/key-envelopes.ts';
import { openIdentity } from './protectors/open-identity.ts';
import type { NewRecoveryCode } from './protectors/recovery-code.ts';
import { ProtectorSet, type InitialisedProtectors, type InitialProtectors } from './protectors/protector-set.ts';
import { VaultActivity } from './log/vault-activity.ts';
import type { VaultSecret } from './protectors/open-protector.ts';
import { readRows, readSearchTexts, type RowsOfRevision } from './records/read-rows.ts';
import { ProtectorChanges } from './rekey/protector-changes.ts';
import { Rekeying } from './rekey/rekeying.ts';
import { SealKeeper } from './seal/seal-keeper.ts';
import { createVaultPin, type VaultPin } from './seal/vault-pin.ts';
import { createSession, type Session } from './protectors/session.ts';
import * as queries from './store/rows/certificate-queries.ts';
import type { CertificateRow } from './store/rows/certificate-row.ts';
import { isKeyInUse } from './store/rows/key-rows.ts';
import { renewalLinks } from './store/rows/renewal-links.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import { tagMany, type TagChange } from './store/rows/tag-many.ts';
import { openTransactions, type Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/rows/vault-record.ts';
import { createVaultChanges, type VaultChange, type VaultChanges } from './store/vault-changes.ts';
import { createVaultAnchors, type VaultAnchors } from './records/vault-anchors.ts';
import { createVaultChecks, type VaultChecks } from './records/vault-checks.ts';
import { createVaultEnrolment, type VaultEnrolment } from './records/vault-enrolment.ts';
import { createVaultLosses, type VaultLosses } from './records/vault-losses.ts';
import { createVaultReminders, type VaultReminders } from './records/vault-reminders.ts';
import { createVaultWebEnrolments, type VaultWebEnrolments } from './records/vault-web-enrolments.ts';
import { createVaultRevocation, type VaultRevocation } from './records/vault-revocation.ts';
import { createVaultWatching, type VaultWatching } from './records/vault-watching.ts';
import type { VaultOptions } from './vault-options.ts';
import { composeStatus, isLockable } from './vault-status.ts';
import { withStableIdentity } from './rekey/with-stable-identity.ts';
import { verifyVault, type VaultVerification } from './verify/verify-vault.ts';

export class Vault {
  readonly folder: string;
  readonly activity: VaultActivity;
  readonly deletion: VaultDeletion;
  readonly backups: VaultBackups;
  readonly installed: VaultInstalled;
  readonly watching: VaultWatching;
  readonly enrolment: VaultEnrolment;
  readonly anchors: VaultAnchors;
  readonly acceptance: VaultAcceptance;
  readonly webEnrolments: VaultWebEnrolments;
  readonly checks: VaultChecks;
  readonly reminders: VaultReminders;
  readonly losses: VaultLosses;
  readonly revocation: VaultRevocation;
  readonly #database: DatabaseSync;
  readonly #options: VaultOptions;
  readonly #session: Session;
  readonly #changes: VaultChanges;
  readonly #transactions: Transactions;
  readonly #pin: VaultPin;
  readonly #seal: SealKeeper;
  readonly #protectors: ProtectorSet;
  readonly #rekeying: Rekeying;
  readonly #annotating: AnnotatingParts;
  readonly #keys: KeyParts;
  readonly protectorChanges: ProtectorChanges;
  /** If true, the OS store must not undo the lock. */
  #wasLocked = false;

  constructor(folder: string, database: DatabaseSync, options: VaultOptions) {
    this.folder = folder;
    this.#database = database;
    this.#options = options;
    this.#session = createSession({ recipient: () => readVaultRecord(database).recipient });
    this.#changes = createVaultChanges(database, () => this.#lockIfRekeyed(), options.watchIntervalMs);
    const { files, osStore, clock, publicKeyHashOf, accepted, random = randomBytes } = options;
    this.#pin = createVaultPin(osStore, () => readVaultRecord(database).vaultId);
    this.#seal = new SealKeeper(database, this.#session, this.#pin);
    this.#transactions = openTransactions(database, () => this.#changes.emit({ foreign: false }), this.#seal);
    this.#annotating = { database, transactions: this.#transactions, session: this.#session, seal: this.#seal, clock };
    const written = this.#annotating;
    this.acceptance = createVaultAcceptance({ ...written, accepted });
    const { acceptance } = this;
    this.deletion = createVaultDeletion({ folder, ...written });
    this.installed = createVaultInstalled(written);
    this.watching = createVaultWatching(written);
    this.webEnrolments = createVaultWebEnrolments(written);
    this.reminders = createVaultReminders(written);
    this.revocation = createVaultRevocation(written);
    this.anchors = createVaultAnchors({ ...written, acceptance });
    this.losses = createVaultLosses(written);
    this.checks = createVaultChecks({ ...written, acceptance });
    const kit = { files, osStore, random, clock, newId: randomUUID, accepted };
    this.#protectors = new ProtectorSet(database, this.#transactions, kit, this.#session);
    this.#keys = { database, session: this.#session, publicKeyHashOf };
    this.enrolment = createVaultEnrolment({ folder, ...written, keys: this.#keys, acceptance });
    this.backups = createVaultBackups({ ...written, ...kit, ...this.#keys, protectors: this.#protectors, vault: this });
    this.activity = new VaultActivity({ ...written, pin: this.#pin });
    const parts = { ...written, kit };
    this.#rekeying = new Rekeying(parts);
    this.protectorChanges = new ProtectorChanges(parts, this.#protectors, this.#rekeying);
  }

  get revision(): number {
    return readVaultRecord(this.#database).revision;
  }

  get isUnlocked(): boolean {
    return this.#session.isOpen();
  }

  get hasRecipient(): boolean {
    return readVaultRecord(this.#database).recipient !== null;
  }

  async status(): Promise<VaultStatus> {
    const pinned = this.hasRecipient ? this.#pin.load() : null;
    const osStore = await this.#options.osStore.probe();
    await pinned;
    return withSqliteErrors(() =>
      composeStatus(this.folder, this.#database, this.#session.isOpen(), osStore, this.#seal, this.acceptance),
    );
  }

  async initialiseProtectors(wanted: InitialProtectors, signal?: AbortSignal): Promise<InitialisedProtectors> {
    return await this.#protectors.initialise(wanted, signal);
  }

  async addPassphrase(passphrase: string, signal?: AbortSignal): Promise<void> {
    await this.#protectors.addPassphrase(passphrase, signal);
  }

  /**
   * After `lock`, `os-store` fails with `secret-required`. Errors: `cancelled` (stays locked), those of
   * `ProtectorSet.open`.
   */
  async unlock(given: VaultSecret, signal?: AbortSignal): Promise<void> {
    if (given.kind === 'os-store' && this.#wasLocked) throw new AppError('secret-required');
    const { identity, recipient } = await openIdentity(
      { database: this.#database, protectors: this.#protectors, pin: this.#pin },
      given,
    );
    if (signal?.aborted === true) {
      identity.fill(0);
      throw new AppError('cancelled');
    }
    this.#session.open(identity, recipient);
    this.#seal.forget();
    // Also renews the seal. Ignores a full disk, which must not prevent unlocking.
    await this.activity.record('unlocked', { what: given.kind });
    void this.#seal.rememberPin();
    this.#changes.emit({ foreign: false });
    this.#rekeying.resume(given, { identity, recipient });
  }

  async rekeyingSettled(): Promise<void> {
    await this.#rekeying.settled();
  }

  async checkSecret(given: VaultSecret): Promise<void> {
    const { identity } = await this.#protectors.open(given);
    identity.fill(0);
  }

  /** Throws `not-lockable` without a passphrase or token: then only the OS account protects the vault. */
  lock(): void {
    if (!isLockable(this.#protectors.list())) throw new AppError('not-lockable');
    this.#wasLocked = true;
    this.#protectors.forgetPending();
    void this.#seal.rememberPin();
    this.#rekeying.stop();
    this.#session.close();
    this.#seal.forget();
    void this.activity.record('locked', {});
    this.#changes.emit({ foreign: false });
  }

  /** The code takes effect only after `confirmRecoveryCode`. Throws `vault-locked`, `rekey-unfinished`. */
  async createRecoveryCode(): Promise<NewRecoveryCode> {
    return await this.#protectors.createRecoveryCode();
  }

  /**
   * `typed` are the asked groups, in order. Throws `wrong-secret` (retryable, details: `groups`), `draft-expired`,
   * `rekey-unfinished`.
   */
  async confirmRecoveryCode(typed: readonly string[]): Promise<void> {
    await this.#protectors.confirmRecoveryCode(typed);
  }

  async importItems(items: ImportItems): Promise<ImportResult> {
    return await importItems(this.#annotating, items);
  }

  /** Soonest expiry first. */
  listRows(filter: { readonly search: string }): CertificateRow[] {
    return withSqliteErrors(() => queries.listRows(this.#database, filter.search));
  }

  async readRows(): Promise<RowsOfRevision | null> {
    return await readRows(this.#database);
  }

  async readSearchTexts(sha256s: readonly string[]): Promise<string[] | null> {
    return await readSearchTexts(this.#database, sha256s);
  }

  searchIds(search: string): string[] {
    return withSqliteErrors(() => queries.searchIds(this.#database, search));
  }

  getRow(sha256: string): CertificateRow | null {
    return withSqliteErrors(() => queries.getRow(this.#database, sha256));
  }

  /** Returns a subset in the given order. */
  knownOf(sha256s: readonly string[]): string[] {
    return withSqliteErrors(() => queries.knownOf(this.#database, sha256s));
  }

  usesKey(spkiSha256: string): boolean {
    return withSqliteErrors(() => isKeyInUse(this.#database, spkiSha256));
  }

  renewals(): ReadonlyMap<string, string> {
    return withSqliteErrors(() => renewalLinks(this.#database));
  }

  getDer(sha256: string): Uint8Array | null {
    return withSqliteErrors(() => queries.getDer(this.#database, sha256));
  }

  originsOf(sha256: string): Origin[] {
    return withSqliteErrors(() => queries.originsOf(this.#database, sha256));
  }

  /** Returns at most 20 SHA-256 hashes. */
  findByPrefix(prefix: string): string[] {
    return withSqliteErrors(() => queries.findByPrefix(this.#database, prefix));
  }

  /** Matches labels exactly or, if none matches, names of unlabelled certificates. Returns at most 20 hashes. */
  findByLabel(label: string): string[] {
    return withSqliteErrors(() => queries.findByLabel(this.#database, label));
  }

  async annotate(sha256: string, annotation: Annotation): Promise<void> {
    await annotate(this.#annotating, sha256, annotation);
  }

  async tag(sha256s: readonly string[], change: TagChange): Promise<string[]> {
    return await this.#transactions.change(() => tagMany(this.#database, this.#options.clock(), sha256s, change));
  }

  async readNote(sha256: string): Promise<string | null> {
    return await readNote(this.#annotating, sha256);
  }

  /** `pkcs8` is DER and zeroed afterwards. Errors: `not-found`, those of `lendKey`. */
  async withPrivateKey<T>(sha256: string, use: (pkcs8: Uint8Array) => Promise<T>): Promise<T> {
    const row = this.getRow(sha256);
    if (!row) throw new AppError('not-found');
    return await lendKey(this.#keys, row.spkiSha256, use);
  }

  /**
   * Works while locked. `finish` moves the file into place before logging. Throws `last-protector`, `recovery-unsaved`,
   * `rekey-unfinished`, `destination-unwritable`, `disk-full`, `verification-failed`.
   */
  async exportTo(
    destination: string,
    {
      passphraseGiven = false,
      finish = async () => {},
    }: { passphraseGiven?: boolean; finish?: () => Promise<void> } = {},
  ): Promise<ExportedVault> {
    withSqliteErrors(() => refuseUnopenable(this.#database, passphraseGiven));
    const exported = exportVaultFile(vaultPath(this.folder), destination);
    await finish();
    await this.activity.record('vault-exported', { count: exported.certificates, keys: exported.keys });
    return exported;
  }

  /** Decrypts keys and notes only while unlocked. */
  async verify(): Promise<VaultVerification> {
    const parts = { ...this.#keys, activity: this.activity };
    return await withStableIdentity(this.#database, async () => await verifyVault(parts));
  }

  /** Also reports locks, unlocks and other processes' changes. */
  onChange(listener: (change: VaultChange) => void): () => void {
    return this.#changes.listen(listener);
  }

  close(): void {
    this.#changes.stop();
    this.deletion.stop();
    this.#rekeying.stop();
    if (this.#database.isOpen) void this.#seal.rememberPin();
    this.#session.close();
    if (this.#database.isOpen) this.#database.close();
  }

  #lockIfRekeyed(): void {
    try {
      if (!this.#session.isOutdated()) return;
    } catch {
      // The next call reports the error.
    }
    this.#session.close();
  }
}
