// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { logHead } from '../log/read-log.ts';
import type { OpenedIdentity } from '../protectors/open-identity.ts';
import { dropStaging } from '../rekey/staging-rows.ts';
import { deleteProtector } from '../store/rows/protector-rows.ts';
import type { Session } from '../protectors/session.ts';
import { readPragma } from '../store/pragma.ts';
import { inSnapshot, type TransactionHooks } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
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
 * Checks the seal on unlock and after writes by other connections, and renews it with each change while unlocked. A
 * broken seal stays broken until the user accepts it.
 */
export class SealKeeper implements TransactionHooks {
  readonly #database: DatabaseSync;
  readonly #session: Session;
  readonly #pin: VaultPin;
  #base: SealBase | null = null;
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
    // Null if neither the session's nor a lent identity has this recipient.
    const holder = this.#holderOf(readVaultRecord(this.#database).recipient);
    if (holder === null) return;
    const { recipient } = holder;
    const base = this.#base;
    if (base === null ? !this.#wasKeyless : !this.#maySeal(base)) return;
    this.#next = this.#withKeys(holder, (keys) => {
      const fromScratch = base === null || base.recipient !== recipient || this.#accepting;
      const tagged = fromScratch
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

  /** The vault's own re-keying may overwrite a foreign one. */
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

  /** Also seals with this identity until released, because re-keyings may run while locked. */
  lend({ identity, recipient }: OpenedIdentity): () => void {
    const lent = { identity: Uint8Array.from(identity), recipient };
    this.#lent.add(lent);
    return () => {
      this.#lent.delete(lent);
      lent.identity.fill(0);
    };
  }

  forget(): void {
    this.#base = null;
  }

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

  check(): { readonly state: VaultStatus['seal']; readonly findings: readonly SealFinding[] } {
    this.forget();
    const state = this.state();
    const base = this.#base;
    if (base !== null) return { state, findings: base.findings };
    const { findings } = inSnapshot(this.#database, () => checkSeal(this.#database, null, this.#pin.known()));
    return { state: findings.length > 0 ? 'broken' : state, findings };
  }

  sealedUpTo(): number | null {
    if (this.#opened() === null) return null;
    return this.state() === 'broken' ? 0 : (this.#base?.sealed?.log.seq ?? 0);
  }

  olderCopy(): boolean {
    return isOlderThan(this.#database, this.#pin.known());
  }

  async accept(change: () => Promise<void>): Promise<void> {
    this.#accepting = true;
    try {
      await change();
    } finally {
      this.#accepting = false;
    }
    await this.rememberPin(true);
  }

  /** Call before checking a recipient that another process may have set. */
  async refreshPin(): Promise<void> {
    await this.#pin.reload();
  }

  /** Throws `seal-broken` for a swapped recipient, so nothing is encrypted to it. */
  async trustRecipient(recipient: string): Promise<void> {
    const opened = this.#opened()?.recipient;
    const sealed = this.#sealedRecipient();
    let trusted = (opened ?? recipient) === recipient && (sealed ?? recipient) === recipient;
    if (trusted && !pinAllows(await this.#pin.load(), recipient)) {
      trusted = pinAllows(await this.#pin.reload(), recipient);
    }
    if (!trusted) throw new AppError('seal-broken', { problem: 'recipient-swapped' });
  }

  /** Call before changing the identity. Otherwise, after a kill, the recipient would look swapped. */
  async announceRecipient(next: string): Promise<void> {
    const pin = this.#present('null');
    await this.#pin.load();
    if (pin !== null) await this.#pin.remember({ ...pin, next });
  }

  /**
   * Drops protectors that aren't in the seal, if the seal is authentic and a sealed protector remains. Call inside the
   * accepting transaction.
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

  isStagingForeign(): boolean {
    return this.#findings().some(({ affected }) => affected === stagedRekeying);
  }

  /** Throws `seal-broken` for a foreign protector, which would get the new identity. */
  requireOwnProtectors(): void {
    const foreign = this.#findings().find(
      ({ problem, affected }) =>
        problem === 'recipient-swapped' ||
        problem === 'seal-changed' ||
        (problem === 'protectors-changed' && affected !== stagedRekeying),
    );
    if (foreign) throw new AppError('seal-broken', { problem: foreign.problem });
  }

  /** Skips a locked vault, broken seal or unaccepted older copy. Never rejects. */
  async rememberPin(accepted = false): Promise<void> {
    try {
      const base = inSnapshot(this.#database, () => this.#look(this.#opened()));
      const pin = base === null || base.findings.length > 0 ? null : this.#present(base.staged);
      if (pin === null || (!accepted && this.olderCopy())) return;
      await this.#pin.load();
      await this.#pin.remember(pin);
    } catch {
      // The next operation reports the error.
    }
  }

  /** `staged` is the canonical JSON of `pendingRekey`, whose recipient becomes `next`. */
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

  /** Also null after another process re-keyed the vault. */
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

  #holderOf(recipient: string | null): Holder | null {
    const opened = this.#opened();
    if (opened !== null && opened.recipient === recipient) return opened;
    const lent = [...this.#lent].find((each) => each.recipient === recipient);
    return lent === undefined ? null : { recipient: lent.recipient, use: (work) => work(lent.identity) };
  }

  /** Returns null without a holder. Cached until another connection writes or the identity changes. */
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
