// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { newIdentity, recipientOf } from '../age/age-files.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { openProtector, protectorFor, type VaultSecret } from './open-protector.ts';
import { carryAcceptance } from '../seal/accepted-vault-ids.ts';
import { forgetOsStoreItem, makeOsStoreProtector } from './os-store-protector.ts';
import { makePassphraseProtector } from './passphrase-protector.ts';
import type { ProtectorKit } from './protector-kit.ts';
import { recoveryGroups } from '../../../shared/domain/secrets/recovery-code-groups.ts';
import { askedGroupsOf, type NewRecoveryCode, pickAskedGroups, sameGroup } from './recovery-code.ts';
import { makeRecoveryProtector, type NewRecovery } from './recovery-protector.ts';
import { isRekeyUnfinished } from '../rekey/staging-rows.ts';
import type { Session } from './session.ts';
import {
  confirmProtector,
  deleteProtectors,
  insertProtector,
  readProtectors,
  type ProtectorRow,
} from '../store/rows/protector-rows.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord, setFirstRecipient } from '../store/rows/vault-record.ts';

export interface InitialProtectors {
  readonly passphrase?: string;
  readonly useOsStore: boolean;
  /** `create-now` skips confirmation and is for the command line. */
  readonly recoveryCode: 'create-now' | 'later';
}

export interface InitialisedProtectors {
  readonly recoveryCode: string | null;
  readonly protectors: readonly ProtectorKind[];
}

const maxAttempts = 3;

export class ProtectorSet {
  readonly #database: DatabaseSync;
  readonly #transactions: Transactions;
  readonly #kit: ProtectorKit;
  readonly #session: Session;
  #pending: {
    readonly row: ProtectorRow;
    readonly recipient: string;
    readonly asked: NewRecoveryCode['asked'];
    readonly groups: readonly [string, string];
  } | null = null;

  constructor(database: DatabaseSync, transactions: Transactions, kit: ProtectorKit, session: Session) {
    this.#database = database;
    this.#transactions = transactions;
    this.#kit = kit;
    this.#session = session;
  }

  list(): ProtectorRow[] {
    return readProtectors(this.#database);
  }

  find(kind: ProtectorKind): ProtectorRow | null {
    return this.list().find((row) => row.kind === kind) ?? null;
  }

  /**
   * Also unlocks the vault. Throws `vault-exists` (has an identity), `secret-required` (no protector),
   * `passphrase-weak`, `cancelled`.
   */
  async initialise(wanted: InitialProtectors, signal?: AbortSignal): Promise<InitialisedProtectors> {
    const { vaultId, recipient: existing } = readVaultRecord(this.#database);
    if (existing !== null) throw new AppError('vault-exists');
    const passphrase = wanted.passphrase ?? null;
    if (passphrase === '') throw new AppError('secret-required', { reason: 'empty' });
    const useOsStore = wanted.useOsStore && (await this.#kit.osStore.probe()).available;
    if (passphrase === null && !useOsStore && wanted.recoveryCode === 'later') throw new AppError('secret-required');
    const vault = await newIdentity();
    const rows: ProtectorRow[] = [];
    let recovery: NewRecovery | null = null;
    try {
      if (passphrase !== null) rows.push(await makePassphraseProtector(this.#kit, vault.identity, passphrase));
      if (wanted.recoveryCode === 'create-now') {
        recovery = await makeRecoveryProtector(this.#kit, vault.identity);
        rows.push(recovery.row);
      }
      if (useOsStore) rows.push(...(await this.#tryOsStore(vaultId, vault.identity)));
      if (rows.length === 0) throw new AppError('secret-required');
      if (signal?.aborted === true) throw new AppError('cancelled');
      await this.#transactions.change(() => {
        carryAcceptance(this.#database, this.#kit.accepted, vault.recipient);
        if (!setFirstRecipient(this.#database, vault.recipient)) throw new AppError('vault-exists');
        for (const row of rows) this.#insert(row);
        // Open inside the transaction, so the new identity seals the change.
        this.#session.open(vault.identity, vault.recipient);
      });
    } catch (error) {
      this.#session.close();
      vault.identity.fill(0);
      for (const row of rows) if (row.kind === 'os-store') await forgetOsStoreItem(this.#kit, vaultId, row);
      throw error;
    }
    return { recoveryCode: recovery?.code ?? null, protectors: rows.map((row) => row.kind) };
  }

  /**
   * Throws `vault-exists` (has a passphrase), `vault-locked`, `secret-required`, `passphrase-weak`, `rekey-unfinished`,
   * `cancelled`.
   */
  async addPassphrase(passphrase: string, signal?: AbortSignal): Promise<void> {
    if (passphrase === '') throw new AppError('secret-required', { reason: 'empty' });
    if (this.find('passphrase')) throw new AppError('vault-exists');
    const { row, recipient } = await this.#session.use(async (identity) => ({
      row: await makePassphraseProtector(this.#kit, identity, passphrase),
      recipient: this.#session.recipient(),
    }));
    if (signal?.aborted === true) throw new AppError('cancelled');
    await this.#transactions.change(() => {
      if (this.find('passphrase')) throw new AppError('vault-exists');
      this.#refuseWhileRekeying();
      if (readVaultRecord(this.#database).recipient !== recipient) throw new AppError('vault-locked');
      // If the vault was locked meanwhile, the unsealed protector would look planted.
      if (this.#session.recipient() !== recipient) throw new AppError('vault-locked');
      this.#insert(row);
    });
  }

  /**
   * The caller zeroes the identity. If the recipient was swapped, keys still open but the seal is broken. Errors:
   * `wrong-secret`, `not-available`, `vault-damaged`, those of `unwrap`.
   */
  async open(given: VaultSecret, attempt = 1): Promise<{ identity: Uint8Array; recipient: string }> {
    const { vaultId, recipient } = readVaultRecord(this.#database);
    const row = protectorFor(this.list(), given);
    if (recipient === null || !row) {
      const set = this.list().map((each) => each.kind);
      throw new AppError('not-available', { what: given.kind, reason: 'not-set', set });
    }
    const identity = await openProtector(this.#kit, vaultId, row, given);
    // The vault was re-keyed meanwhile.
    if (readVaultRecord(this.#database).recipient !== recipient && attempt < maxAttempts) {
      identity?.fill(0);
      return await this.open(given, attempt + 1);
    }
    if (!identity) {
      if (given.kind === 'os-store') throw new AppError('not-available', { what: 'os-store', reason: 'no-item' });
      // The token has the key, so the envelope must be invalid.
      if (given.kind === 'token')
        throw new AppError('vault-damaged', { problem: 'protector-unreadable', affected: ['token'] });
      throw new AppError('wrong-secret');
    }
    // Typing the code proves that it was saved.
    if (given.kind === 'recovery-code' && row.confirmedAt === null) await this.#confirm(row);
    return { identity, recipient: await recipientOf(identity) };
  }

  async createRecoveryCode(): Promise<NewRecoveryCode> {
    const { recipient } = readVaultRecord(this.#database);
    if (recipient === null) throw new AppError('vault-locked', { reason: 'keyless' });
    this.#refuseWhileRekeying();
    const { row, code } = await this.#session.use(async (identity) => await makeRecoveryProtector(this.#kit, identity));
    const made = { code, asked: pickAskedGroups(this.#kit.random(recoveryGroups)) };
    this.#pending = { row, recipient, asked: made.asked, groups: askedGroupsOf(made) };
    return made;
  }

  async confirmRecoveryCode(typed: readonly string[]): Promise<void> {
    const pending = this.#pending;
    if (!pending) throw new AppError('draft-expired');
    const wrong = pending.asked.filter((_number, at) => !sameGroup(typed[at] ?? '', pending.groups[at] ?? ''));
    if (wrong.length > 0) throw new AppError('wrong-secret', { groups: wrong.map(String) });
    await this.#transactions.change(() => {
      if (readVaultRecord(this.#database).recipient !== pending.recipient) throw new AppError('draft-expired');
      if (this.#session.recipient() !== pending.recipient) throw new AppError('draft-expired');
      this.#refuseWhileRekeying();
      const replaced = this.find('recovery-code') !== null;
      deleteProtectors(this.#database, 'recovery-code');
      const now = this.#kit.clock();
      insertProtector(this.#database, { ...pending.row, confirmedAt: now.toISOString() });
      const event = replaced ? 'recovery-code-replaced' : 'protector-added';
      appendLogEntry(this.#database, now, event, { what: 'recovery-code' });
    });
    this.#pending = null;
  }

  forgetPending(): void {
    this.#pending = null;
  }

  /** A protector added now would not open the next identity. */
  #refuseWhileRekeying(): void {
    if (isRekeyUnfinished(this.#database)) throw new AppError('rekey-unfinished');
  }

  #insert(row: ProtectorRow): void {
    insertProtector(this.#database, row);
    appendLogEntry(this.#database, this.#kit.clock(), 'protector-added', { what: row.kind });
  }

  async #tryOsStore(vaultId: string, identity: Uint8Array): Promise<ProtectorRow[]> {
    try {
      return [await makeOsStoreProtector(this.#kit, vaultId, identity)];
    } catch {
      return [];
    }
  }

  /** Ignores errors: unlocking must not fail on a full disk or a busy vault. */
  async #confirm(row: ProtectorRow): Promise<void> {
    try {
      await this.#transactions.change(() => {
        confirmProtector(this.#database, row.id, this.#kit.clock().toISOString());
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
