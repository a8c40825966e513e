import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Origin } from '../../shared/schemas/certificate.ts';
import type { VaultStatus } from '../../shared/schemas/vault-status.ts';
import { decryptWith, encryptTo } from './age-files.ts';
import { importItems, type ImportItems, type ImportResult } from './import-items.ts';
import { lendKey } from './key-envelopes.ts';
import { createPassphraseFiles } from './passphrase-files.ts';
import { ProtectorSet, type InitialisedProtectors, type InitialProtectors, type VaultSecret } from './protector-set.ts';
import { createSession, type Session } from './session.ts';
import { readNoteEnvelope, writeAnnotation, type AnnotationChange } from './store/annotations.ts';
import * as queries from './store/certificate-queries.ts';
import type { CertificateRow } from './store/certificate-row.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import { openTransactions, type Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/vault-record.ts';
import { createVaultChanges, type VaultChange, type VaultChanges } from './vault-changes.ts';
import type { VaultOptions } from './vault-options.ts';
import { composeStatus } from './vault-status.ts';
import { verifyVault, type VaultVerification } from './verify-vault.ts';

/** What a person may write about a certificate; `note` is plain text here and encrypted in the file (K06). */
export interface Annotation extends Omit<AnnotationChange, 'note'> {
  readonly note?: string | null;
}

/** An open vault file. Made by `createVault`, `openVault` or `openOrCreateVault`. */
export class Vault {
  readonly folder: string;
  readonly #database: DatabaseSync;
  readonly #options: VaultOptions;
  readonly #session: Session = createSession();
  readonly #changes: VaultChanges;
  readonly #transactions: Transactions;
  readonly #protectors: ProtectorSet;
  /** After a lock the OS store opens no more in this process: it would undo what the person did (K03). */
  #wasLocked = false;

  constructor(folder: string, database: DatabaseSync, options: VaultOptions) {
    this.folder = folder;
    this.#database = database;
    this.#options = options;
    this.#changes = createVaultChanges(
      database,
      () => {
        this.#lockIfRekeyed();
      },
      options.watchIntervalMs,
    );
    this.#transactions = openTransactions(database, () => {
      this.#changes.emit({ foreign: false });
    });
    const { workerUrl, scryptWorkFactor, osStore, clock, random = randomBytes } = options;
    const files = createPassphraseFiles({
      workerUrl,
      ...(scryptWorkFactor === undefined ? {} : { workFactor: scryptWorkFactor }),
    });
    const kit = { files, osStore, random, clock, newId: randomUUID };
    this.#protectors = new ProtectorSet(database, this.#transactions, kit, this.#session);
  }

  /** Rises with every change, here or in another process. */
  get revision(): number {
    return readVaultRecord(this.#database).revision;
  }

  get isUnlocked(): boolean {
    return this.#session.isOpen();
  }

  /** A private key could come in: the vault has an identity. Else `initialiseProtectors` comes first (K01). */
  get canTakeKeys(): boolean {
    return readVaultRecord(this.#database).recipient !== null;
  }

  /** Waits for the probe of the OS store, which is made once. */
  async status(): Promise<VaultStatus> {
    const osStore = await this.#options.osStore.probe();
    return withSqliteErrors(() => composeStatus(this.folder, this.#database, this.#session.isOpen(), osStore));
  }

  /** See ProtectorSet.initialise. Leaves the vault unlocked. */
  async initialiseProtectors(wanted: InitialProtectors, signal?: AbortSignal): Promise<InitialisedProtectors> {
    return await this.#protectors.initialise(wanted, signal);
  }

  /** First passphrase of a vault that the OS store opened. Throws `vault-exists` (has one), `vault-locked`. */
  async addPassphrase(passphrase: string, signal?: AbortSignal): Promise<void> {
    await this.#protectors.addPassphrase(passphrase, signal);
  }

  /**
   * Opens the private keys to this process. `os-store` is for the start of the program: after a lock only a secret
   * that a person gives opens. Throws `wrong-secret`, `secret-required`, `not-available`, `vault-damaged`, and
   * `cancelled` when the signal came before the vault was open: then it stays locked.
   */
  async unlock(given: VaultSecret, signal?: AbortSignal): Promise<void> {
    if (given.kind === 'os-store' && this.#wasLocked) throw new AppError('secret-required');
    const { identity, recipient } = await this.#protectors.open(given);
    if (signal?.aborted === true) {
      identity.fill(0);
      throw new AppError('cancelled');
    }
    this.#session.open(identity, recipient);
    this.#changes.emit({ foreign: false });
  }

  /** Whether the secret opens the vault, which stays as it is. Throws as `unlock` does. */
  async checkSecret(given: VaultSecret): Promise<void> {
    const { identity } = await this.#protectors.open(given);
    identity.fill(0);
  }

  /** Throws `not-lockable` when no passphrase is set: the OS store would open it again at once (K03). */
  lock(): void {
    if (!this.#protectors.find('passphrase')) throw new AppError('not-lockable');
    this.#wasLocked = true;
    this.#protectors.forgetPending();
    this.#session.close();
    this.#changes.emit({ foreign: false });
  }

  /** Shown once; takes effect with `confirmRecoveryCode`. Throws `vault-locked`. */
  async createRecoveryCode(): Promise<string> {
    return await this.#protectors.createRecoveryCode();
  }

  /** Throws `wrong-secret` (another group; may be tried again), `draft-expired` (no code is waiting). */
  async confirmRecoveryCode(lastGroup: string): Promise<void> {
    await this.#protectors.confirmRecoveryCode(lastGroup);
  }

  /** See `importItems` in import-items.ts: one durable transaction, also while locked. */
  async importItems(items: ImportItems): Promise<ImportResult> {
    const { clock } = this.#options;
    return await importItems({ database: this.#database, transactions: this.#transactions, clock }, items);
  }

  /** Soonest expiry first; every word of `search` must occur (L02). An empty search gives all. */
  listRows(filter: { readonly search: string }): CertificateRow[] {
    return withSqliteErrors(() => queries.listRows(this.#database, filter.search));
  }

  getRow(sha256: string): CertificateRow | null {
    return withSqliteErrors(() => queries.getRow(this.#database, sha256));
  }

  /** Those of the given certificates that the vault holds, in the order given. */
  knownOf(sha256s: readonly string[]): string[] {
    return withSqliteErrors(() => queries.knownOf(this.#database, sha256s));
  }

  getDer(sha256: string): Uint8Array | null {
    return withSqliteErrors(() => queries.getDer(this.#database, sha256));
  }

  /** First one first. */
  originsOf(sha256: string): Origin[] {
    return withSqliteErrors(() => queries.originsOf(this.#database, sha256));
  }

  /** SHA-256 of every certificate that begins so (at most 20). */
  findByPrefix(prefix: string): string[] {
    return withSqliteErrors(() => queries.findByPrefix(this.#database, prefix));
  }

  /** SHA-256 of every certificate with exactly this label (at most 20). */
  findByLabel(label: string): string[] {
    return withSqliteErrors(() => queries.findByLabel(this.#database, label));
  }

  allFieldsForChains(): queries.ChainFields[] {
    return withSqliteErrors(() => queries.chainFields(this.#database));
  }

  /**
   * Works locked: a note is encrypted to the public recipient. Throws `not-found`, `secret-required` (a note, and
   * the vault has no identity yet), `vault-busy`, `disk-full`.
   */
  async annotate(sha256: string, annotation: Annotation): Promise<void> {
    const { note, ...rest } = annotation;
    const change = note === undefined ? rest : { ...rest, note: note ? await this.#sealNote(note) : null };
    await this.#transactions.change(() => {
      if (!queries.getRow(this.#database, sha256)) throw new AppError('not-found');
      writeAnnotation(this.#database, sha256, change);
    });
  }

  /** Null when there is none. Throws `vault-locked`, `vault-damaged`. */
  async readNote(sha256: string): Promise<string | null> {
    const envelope = withSqliteErrors(() => readNoteEnvelope(this.#database, sha256));
    if (!envelope) return null;
    const plain = await this.#session.use(async (identity) => await decryptWith(identity, envelope));
    if (!plain) throw new AppError('vault-damaged', { problem: 'note-unreadable', affected: [sha256] });
    return new TextDecoder().decode(plain);
  }

  /**
   * Lends the private key of a certificate (PKCS#8, DER) and zeroes it afterwards. Throws `not-found`,
   * `key-missing`, `vault-locked`, and what `lendKey` in key-envelopes.ts throws.
   */
  async withPrivateKey<T>(sha256: string, use: (pkcs8: Uint8Array) => Promise<T>): Promise<T> {
    const row = this.getRow(sha256);
    if (!row) throw new AppError('not-found');
    const { publicKeyHashOf } = this.#options;
    return await lendKey({ database: this.#database, session: this.#session, publicKeyHashOf }, row.spkiSha256, use);
  }

  /** Every check that the present state allows; keys are opened only when the vault is unlocked (K08). */
  async verify(): Promise<VaultVerification> {
    const { publicKeyHashOf } = this.#options;
    return await verifyVault({ database: this.#database, session: this.#session, publicKeyHashOf });
  }

  /** Called after every change, lock and unlock, here or in another process. Returns what ends it. */
  onChange(listener: (change: VaultChange) => void): () => void {
    return this.#changes.listen(listener);
  }

  close(): void {
    this.#changes.stop();
    this.#session.close();
    if (this.#database.isOpen) this.#database.close();
  }

  async #sealNote(note: string): Promise<Uint8Array> {
    const { recipient } = readVaultRecord(this.#database);
    if (recipient === null) throw new AppError('secret-required');
    return await encryptTo(recipient, new TextEncoder().encode(note));
  }

  /** Another process gave the vault a new identity: the one held here opens nothing any more. */
  #lockIfRekeyed(): void {
    const held = this.#session.recipient();
    if (held !== null && held !== readVaultRecord(this.#database).recipient) this.#session.close();
  }
}
