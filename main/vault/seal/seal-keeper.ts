import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { SealFinding } from '../../../shared/ipc/calls/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault-status.ts';
import { logHead } from '../log/read-log.ts';
import type { Session } from '../session.ts';
import { readPragma } from '../store/pragma.ts';
import { inSnapshot, type TransactionHooks } from '../store/transactions.ts';
import { readVaultRecord } from '../store/vault-record.ts';
import { checkSeal, isOlderThan, pinAllows, type SealCheck } from './check-seal.ts';
import { keySetDigest, retagAllKeys, retagKeys } from './key-tags.ts';
import { deriveSealKeys, type SealKeys } from './seal-keys.ts';
import { presentContent, readSeal, writeSeal } from './sealed-content.ts';
import { takeTouchedKeys, watchTouchedKeys } from './touched-keys.ts';
import type { PinnedVault, VaultPin } from './vault-pin.ts';

/** What was found to be so, for one opened identity and one state of the file. */
interface Base extends SealCheck {
  /** That belongs to the identity; another one means re-keying. */
  readonly recipient: string;
  /** Moves when another connection writes. */
  readonly dataVersion: number;
}

/**
 * Keeps the seal (K07): checks it when the vault is opened and whenever another process wrote, makes it anew in each
 * transaction of an unlocked process. A seal that is broken stays as it is until a person accepts the present state.
 */
export class SealKeeper implements TransactionHooks {
  readonly #database: DatabaseSync;
  readonly #session: Session;
  readonly #pin: VaultPin;
  /** Null: locked, or not looked at yet. */
  #base: Base | null = null;
  /** What the base becomes when the transaction is committed. */
  #next: Base | null = null;
  #wasKeyless = false;
  #accepting = false;

  constructor(database: DatabaseSync, session: Session, pin: VaultPin) {
    this.#database = database;
    this.#session = session;
    this.#pin = pin;
    watchTouchedKeys(database);
  }

  begun(): void {
    this.#next = null;
    this.#wasKeyless = readVaultRecord(this.#database).recipient === null;
    this.#look();
  }

  beforeCommit(): void {
    const touched = takeTouchedKeys(this.#database);
    const recipient = this.#session.recipient();
    const record = readVaultRecord(this.#database);
    // Locked, or the vault was given a recipient that is not the opened identity's.
    if (recipient === null || recipient !== record.recipient) return;
    const base = this.#base;
    if (base === null ? !this.#wasKeyless : base.findings.length > 0 && !this.#accepting) return;
    this.#next = this.#withKeys((keys) => {
      const anew = base === null || base.recipient !== recipient || this.#accepting;
      const tagged = anew
        ? retagAllKeys(this.#database, keys)
        : retagKeys(this.#database, keys, base.tagged, new Set([...base.untagged, ...touched]));
      const digest = { count: tagged.count, digest: keySetDigest(keys, tagged) };
      const first = this.#accepting ? (logHead(this.#database)?.seq ?? 1) : (base?.sealed?.log.first ?? 1);
      const sealed = presentContent(this.#database, digest, first);
      if (sealed !== null) writeSeal(this.#database, keys, sealed);
      return { findings: [], sealed, tagged, untagged: [], recipient, dataVersion: this.#dataVersion() };
    });
  }

  committed(): void {
    if (this.#next === null) return;
    const renewed = this.#base?.recipient !== this.#next.recipient;
    this.#base = this.#next;
    this.#next = null;
    if (renewed) void this.rememberPin();
  }

  /** The session was opened or closed: what was found for the former one says nothing. */
  forget(): void {
    this.#base = null;
  }

  /** Cheap when nothing was written by others since the last time. */
  state(): VaultStatus['seal'] {
    const { recipient, revision } = readVaultRecord(this.#database);
    if (recipient === null) return 'unsealed';
    if (!this.#session.isOpen()) return this.#entriesWait() ? 'unsealed' : 'unknown';
    const base = inSnapshot(this.#database, () => this.#look());
    if (base === null) return 'unknown';
    if (base.findings.length > 0) return 'broken';
    return base.sealed === null || base.sealed.revision < revision || this.#entriesWait() ? 'unsealed' : 'sealed';
  }

  /** As far as it was looked at. */
  get isBroken(): boolean {
    return (this.#base?.findings.length ?? 0) > 0;
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
    if (!this.#session.isOpen()) return null;
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

  /** Throws `seal-broken`: nobody may encrypt anything to a recipient that was put in the vault's place. */
  async trustRecipient(recipient: string): Promise<void> {
    const opened = this.#session.recipient();
    const seal = readSeal(this.#database);
    const sealed = seal === null || seal === 'unreadable' ? null : seal.sealed.recipient;
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
    const pin = this.#present();
    await this.#pin.load();
    if (pin !== null) await this.#pin.remember({ ...pin, next });
  }

  /** Throws `seal-broken` when the opened vault is not as it was sealed: no re-keying of what a stranger changed. */
  requireSound(): void {
    const problem = inSnapshot(this.#database, () => this.#look())?.findings[0]?.problem;
    if (problem !== undefined) throw new AppError('seal-broken', { problem });
  }

  /** Keeps recipient and revision in the OS store, when the vault is open and sound. Never rejects. */
  async rememberPin(accepted = false): Promise<void> {
    if (!this.#session.isOpen() || this.#base === null || this.#base.findings.length > 0) return;
    const pin = this.#present();
    if (pin === null || (!accepted && this.olderCopy())) return;
    await this.#pin.load();
    await this.#pin.remember(pin);
  }

  #present(): PinnedVault | null {
    const { recipient, revision } = readVaultRecord(this.#database);
    const log = logHead(this.#database) ?? { seq: 0, hash: '' };
    return recipient === null ? null : { recipient, next: null, revision, log };
  }

  #entriesWait(): boolean {
    const seal = readSeal(this.#database);
    const sealed = seal === null || seal === 'unreadable' ? 0 : seal.sealed.log.seq;
    return (logHead(this.#database)?.seq ?? 0) > sealed;
  }

  /** Null when locked. Full only when another connection wrote since, or the identity is another one. */
  #look(): Base | null {
    const recipient = this.#session.recipient();
    if (recipient === null) return (this.#base = null);
    const dataVersion = this.#dataVersion();
    if (this.#base?.recipient === recipient && this.#base.dataVersion === dataVersion) return this.#base;
    const found = this.#withKeys((keys) => checkSeal(this.#database, { keys, recipient }, this.#pin.known()));
    return (this.#base = { ...found, recipient, dataVersion });
  }

  #withKeys<T>(work: (keys: SealKeys) => T): T {
    const { vaultId } = readVaultRecord(this.#database);
    return work(this.#session.useNow((identity) => deriveSealKeys(identity, vaultId)));
  }

  #dataVersion(): number {
    return readPragma(this.#database, 'data_version');
  }
}
