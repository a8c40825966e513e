// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { SealFinding } from '../../../shared/ipc/calls/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault-status.ts';
import { logHead } from '../log/read-log.ts';
import type { OpenedIdentity } from '../open-identity.ts';
import { dropStaging } from '../rekey/staging-rows.ts';
import { deleteProtector } from '../store/protector-rows.ts';
import type { Session } from '../session.ts';
import { readPragma } from '../store/pragma.ts';
import { inSnapshot, type TransactionHooks } from '../store/transactions.ts';
import { readVaultRecord } from '../store/vault-record.ts';
import { checkSeal, isOlderThan, pinAllows, stagedRekeying } from './check-seal.ts';
import { keySetDigest, retagAllKeys, retagKeys } from './key-tags.ts';
import { deriveSealKeys, type SealKeys } from './seal-keys.ts';
import {
  canonicalJson,
  pendingRekey,
  presentContent,
  readSeal,
  sealedProtectors,
  writeSeal,
  type SealedContent,
} from './sealed-content.ts';
import type { Holder, SealBase } from './seal-base.ts';
import { takeTouchedKeys, watchTouchedKeys } from './touched-keys.ts';
import type { PinnedVault, VaultPin } from './vault-pin.ts';

/**
 * Keeps the seal (K07): checks it when the vault is opened and whenever another process wrote, makes it anew in each
 * transaction of an unlocked process. A seal that is broken stays as it is until a person accepts the present state.
 */
export class SealKeeper implements TransactionHooks {
  readonly #database: DatabaseSync;
  readonly #session: Session;
  readonly #pin: VaultPin;
  /** Null: locked, or not looked at yet. */
  #base: SealBase | null = null;
  /** What the base becomes when the transaction is committed. */
  #next: SealBase | null = null;
  #wasKeyless = false;
  readonly #lent: Set<OpenedIdentity>;
  #accepting = false;

  constructor(database: DatabaseSync, session: Session, pin: VaultPin, lent = new Set<OpenedIdentity>()) {
    this.#database = database;
    this.#session = session;
    this.#pin = pin;
    this.#lent = lent;
    watchTouchedKeys(database);
  }

  /**
   * Seals a transaction on another connection. What is known of the present state goes with it, as that connection lets
   * nobody write; afterwards this one looks anew, as after another process.
   */
  on(other: DatabaseSync): TransactionHooks {
    const keeper = new SealKeeper(other, this.#session, this.#pin, this.#lent);
    const recipient = readVaultRecord(this.#database).recipient;
    const base = inSnapshot(this.#database, () => this.#look(this.#opened() ?? this.#holderOf(recipient)));
    if (base !== null) keeper.#base = { ...base, dataVersion: keeper.#dataVersion() };
    return keeper;
  }

  begun(): void {
    this.#next = null;
    const { recipient } = readVaultRecord(this.#database);
    this.#wasKeyless = recipient === null;
    this.#look(this.#holderOf(recipient) ?? this.#opened());
  }

  beforeCommit(): void {
    const touched = takeTouchedKeys(this.#database);
    // None: locked, or the vault was given a recipient that is not the opened identity's.
    const holder = this.#holderOf(readVaultRecord(this.#database).recipient);
    if (holder === null) return;
    const { recipient } = holder;
    const base = this.#base;
    if (base === null ? !this.#wasKeyless : !this.#maySeal(base)) return;
    this.#next = this.#withKeys(holder, (keys) => {
      const anew = base === null || base.recipient !== recipient || this.#accepting;
      const tagged = anew
        ? retagAllKeys(this.#database, keys)
        : retagKeys(this.#database, keys, base.tagged, new Set([...base.untagged, ...touched]));
      const digest = { count: tagged.count, digest: keySetDigest(keys, tagged) };
      const first = this.#accepting ? (logHead(this.#database)?.seq ?? 1) : (base?.sealed?.log.first ?? 1);
      const sealed = presentContent(this.#database, digest, first);
      if (sealed !== null) writeSeal(this.#database, keys, sealed);
      const staged = canonicalJson(pendingRekey(this.#database));
      return { findings: [], sealed, staged, tagged, untagged: [], recipient, dataVersion: this.#dataVersion() };
    });
  }

  /** A stranger's staging is nobody's loss: a re-keying of the vault's own puts its own in its place. */
  #maySeal({ findings, staged }: SealBase): boolean {
    const replaced = staged !== canonicalJson(pendingRekey(this.#database));
    return this.#accepting || findings.every(({ affected }) => affected === stagedRekeying && replaced);
  }

  committed(): void {
    if (this.#next === null) return;
    const renewed = this.#base?.recipient !== this.#next.recipient;
    this.#base = this.#next;
    this.#next = null;
    if (renewed) void this.rememberPin();
  }

  /**
   * Seals with this identity too until the returned function is called: changes of protectors and re-keyings go on
   * while the vault is locked, and a re-keying ends with another identity than it began with.
   */
  lend({ identity, recipient }: OpenedIdentity): () => void {
    const lent = { identity: Uint8Array.from(identity), recipient };
    this.#lent.add(lent);
    return () => {
      this.#lent.delete(lent);
      lent.identity.fill(0);
    };
  }

  /** The session was opened or closed: what was found for the former one says nothing. */
  forget(): void {
    this.#base = null;
  }

  /** Cheap when nothing was written by others since the last time. */
  state(): VaultStatus['seal'] {
    const { recipient, revision } = readVaultRecord(this.#database);
    if (recipient === null) return 'unsealed';
    const opened = this.#opened();
    if (opened === null) return this.#entriesWait() ? 'unsealed' : 'unknown';
    const base = inSnapshot(this.#database, () => this.#look(opened));
    if (base === null) return 'unknown';
    if (base.findings.length > 0) return 'broken';
    return base.sealed === null || base.sealed.revision < revision || this.#entriesWait() ? 'unsealed' : 'sealed';
  }

  /** Looks at everything anew. Locked: only what contradicts the seal's plain text. */
  check(): { readonly state: VaultStatus['seal']; readonly findings: readonly SealFinding[] } {
    this.forget();
    const state = this.state();
    const base = this.#base;
    if (base !== null) return { state, findings: base.findings };
    const { findings } = inSnapshot(this.#database, () => checkSeal(this.#database, null, this.#pin.known()));
    return { state: findings.length > 0 ? 'broken' : state, findings };
  }

  /** The number up to which entries are under the seal; null when nobody can tell. */
  sealedUpTo(): number | null {
    if (this.#opened() === null) return null;
    return this.state() === 'broken' ? 0 : (this.#base?.sealed?.log.seq ?? 0);
  }

  olderCopy(): boolean {
    return isOlderThan(this.#database, this.#pin.known());
  }

  /** Runs `change`, a transaction, so that it seals whatever it finds. */
  async accept(change: () => Promise<void>): Promise<void> {
    this.#accepting = true;
    try {
      await change();
    } finally {
      this.#accepting = false;
    }
    await this.rememberPin(true);
  }

  /** Before a recipient is judged that another process may have given the vault. Never rejects. */
  async refreshPin(): Promise<void> {
    await this.#pin.reload();
  }

  /** Throws `seal-broken`: nobody may encrypt anything to a recipient that was put in the vault's place. */
  async trustRecipient(recipient: string): Promise<void> {
    const opened = this.#opened()?.recipient;
    const sealed = this.#sealedRecipient();
    let trusted = (opened ?? recipient) === recipient && (sealed ?? recipient) === recipient;
    if (trusted && !pinAllows(await this.#pin.load(), recipient)) {
      // A re-keying by another process may have changed it since it was read.
      trusted = pinAllows(await this.#pin.reload(), recipient);
    }
    if (!trusted) throw new AppError('seal-broken', { problem: 'recipient-swapped' });
  }

  /**
   * Before the transaction that gives the vault another identity: a process that is killed right after it must not
   * leave a vault that looks swapped.
   */
  async announceRecipient(next: string): Promise<void> {
    const pin = this.#present('null');
    await this.#pin.load();
    if (pin !== null) await this.#pin.remember({ ...pin, next });
  }

  /**
   * Removes protectors that are not the sealed ones, as far as one of those is left and the seal itself is ours. Inside
   * the transaction that accepts.
   */
  dropForeignProtectors(): void {
    const base = this.#base;
    if (!base?.sealed || base.findings.some(({ problem }) => problem === 'seal-changed')) return;
    const own = new Set(base.sealed.protectors.map(canonicalJson));
    const present = sealedProtectors(this.#database, 'protectors');
    if (!present.some((row) => own.has(canonicalJson(row)))) return;
    for (const row of present) if (!own.has(canonicalJson(row))) deleteProtector(this.#database, row.id);
    if (this.isStagingForeign()) dropStaging(this.#database);
  }

  /** What is staged was not staged by this vault: nobody goes on with it. */
  isStagingForeign(): boolean {
    return this.#findings().some(({ affected }) => affected === stagedRekeying);
  }

  /** Throws `seal-broken` when a way in may be a stranger's: a re-keying would wrap the new identity for it too. */
  requireOwnProtectors(): void {
    const foreign = this.#findings().find(
      ({ problem, affected }) =>
        problem === 'recipient-swapped' ||
        problem === 'seal-changed' ||
        // What was staged is cleared away by the next re-keying.
        (problem === 'protectors-changed' && affected !== stagedRekeying),
    );
    if (foreign) throw new AppError('seal-broken', { problem: foreign.problem });
  }

  /** Keeps recipient and revision in the OS store, when the vault is open and sound. Never rejects. */
  async rememberPin(accepted = false): Promise<void> {
    try {
      const base = inSnapshot(this.#database, () => this.#look(this.#opened()));
      const pin = base === null || base.findings.length > 0 ? null : this.#present(base.staged);
      if (pin === null || (!accepted && this.olderCopy())) return;
      await this.#pin.load();
      await this.#pin.remember(pin);
    } catch {
      // Damaged or tampered with meanwhile: the next call says so.
    }
  }

  /** `staged`: a re-keying under way, here or in another process, whose recipient was announced and must stay so. */
  #present(staged: string): PinnedVault | null {
    const { recipient, revision } = readVaultRecord(this.#database);
    const log = logHead(this.#database) ?? { seq: 0, hash: '' };
    const pending = JSON.parse(staged) as SealedContent['pendingRekey'];
    const next = pending === null || pending.recipient === recipient ? null : pending.recipient;
    return recipient === null ? null : { recipient, next, revision, log };
  }

  #entriesWait(): boolean {
    const seal = readSeal(this.#database);
    const sealed = seal === null || seal === 'unreadable' ? 0 : seal.sealed.log.seq;
    return (logHead(this.#database)?.seq ?? 0) > sealed;
  }

  #findings(): readonly SealFinding[] {
    const holder = this.#holderOf(readVaultRecord(this.#database).recipient) ?? this.#opened();
    return inSnapshot(this.#database, () => this.#look(holder))?.findings ?? [];
  }

  /** Null too when another process re-keyed the vault since the unlock: what is held here cannot judge the new seal. */
  #opened(): Holder | null {
    const recipient = this.#session.recipient();
    if (recipient === null) return null;
    const present = readVaultRecord(this.#database).recipient;
    if (this.#session.isOutdated() && this.#sealedRecipient() === present) return null;
    return { recipient, use: (work) => this.#session.useNow(work) };
  }

  #sealedRecipient(): string | null {
    const seal = readSeal(this.#database);
    return seal === null || seal === 'unreadable' ? null : seal.sealed.recipient;
  }

  /** Whoever holds the identity that belongs to this recipient. */
  #holderOf(recipient: string | null): Holder | null {
    const opened = this.#opened();
    if (opened !== null && opened.recipient === recipient) return opened;
    const lent = [...this.#lent].find((each) => each.recipient === recipient);
    return lent === undefined ? null : { recipient: lent.recipient, use: (work) => work(lent.identity) };
  }

  /** Null when locked. Full only when another connection wrote since, or the identity is another one. */
  #look(holder: Holder | null): SealBase | null {
    if (holder === null) return (this.#base = null);
    const { recipient } = holder;
    const dataVersion = this.#dataVersion();
    if (this.#base?.recipient === recipient && this.#base.dataVersion === dataVersion) return this.#base;
    const found = this.#withKeys(holder, (keys) => checkSeal(this.#database, { keys, recipient }, this.#pin.known()));
    return (this.#base = { ...found, recipient, dataVersion });
  }

  #withKeys<T>(holder: Holder, work: (keys: SealKeys) => T): T {
    const { vaultId } = readVaultRecord(this.#database);
    return work(holder.use((identity) => deriveSealKeys(identity, vaultId)));
  }

  #dataVersion(): number {
    return readPragma(this.#database, 'data_version');
  }
}
