// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ProtectorKind, ProtectorToken } from '../../../shared/schemas/vault/vault-status.ts';
import type { UseTokenKey } from '../age/age-ssh-rsa.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import type { ProtectorSet } from '../protectors/protector-set.ts';
import { openProtector, type VaultSecret } from '../protectors/open-protector.ts';
import { forgetOsStoreItem, makeOsStoreProtector } from '../protectors/os-store-protector.ts';
import { makePassphraseProtector } from '../protectors/passphrase-protector.ts';
import {
  makeTokenProtector,
  opensWithoutToken,
  publicKeyOfToken,
  type TokenProtectorKey,
} from '../protectors/token-protector.ts';
import { deleteProtectors, insertProtector, type ProtectorRow } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import type { OpenedIdentity } from '../protectors/open-identity.ts';
import type { RekeyControl, RekeyParts } from './rekey-parts.ts';
import type { Rekeying } from './rekeying.ts';
import { sameProtectors } from './same-protectors.ts';
import { isRekeyUnfinished } from './staging-rows.ts';
import { eventOf } from './start-rekey.ts';

export class ProtectorChanges {
  readonly #parts: RekeyParts;
  readonly #protectors: ProtectorSet;
  readonly #rekeying: Rekeying;

  constructor(parts: RekeyParts, protectors: ProtectorSet, rekeying: Rekeying) {
    this.#parts = parts;
    this.#protectors = protectors;
    this.#rekeying = rekeying;
  }

  /**
   * Works while locked and doesn't unlock. Errors: `wrong-secret`, `not-available` (no passphrase), `secret-required`
   * (empty), `passphrase-weak`, `cancelled`, those of `rekey`.
   */
  async changePassphrase(
    current: string,
    next: string,
    options: { readonly rekey: boolean },
    control: RekeyControl,
  ): Promise<void> {
    await this.#setPassphrase({ kind: 'passphrase', secret: current }, next, options, control);
  }

  /** Also unlocks the vault. */
  async resetPassphrase(
    recoveryCode: string,
    next: string,
    options: { readonly rekey: boolean },
    control: RekeyControl,
  ): Promise<void> {
    const { session } = this.#parts;
    const wasOpen = session.isOpen();
    try {
      await this.#setPassphrase({ kind: 'recovery-code', secret: recoveryCode }, next, options, control);
    } catch (error) {
      if (!wasOpen) session.close();
      throw error;
    }
  }

  /**
   * Also re-keys. Needs `passphrase` if a passphrase protector remains. `tokenId` selects one token. Errors:
   * `vault-locked`, `not-available` (no such protector), `last-protector`, `secret-required`, `wrong-secret`, those of
   * `rekey`.
   */
  async removeProtector(
    kind: ProtectorKind,
    passphrase: string | null,
    control: RekeyControl,
    tokenId?: string,
  ): Promise<void> {
    const { session } = this.#parts;
    if (!session.isOpen()) throw new AppError('vault-locked');
    const rows = this.#protectors.list();
    const isRemoved = (row: ProtectorRow): boolean =>
      row.kind === kind && (tokenId === undefined || row.token?.tokenId === tokenId);
    if (!rows.some(isRemoved)) {
      throw new AppError('not-available', { what: kind, reason: 'not-set', set: rows.map((row) => row.kind) });
    }
    const staying = rows.filter((row) => !isRemoved(row));
    if (!opensWithoutToken(staying)) throw new AppError('last-protector');
    const needsPassphrase = staying.some((row) => row.kind === 'passphrase');
    if (needsPassphrase && (passphrase === null || passphrase === '')) {
      throw new AppError('secret-required', { reason: 'passphrase' });
    }
    control.progress?.(null, 'deriving');
    const { opened, stale } = needsPassphrase
      ? await this.#authenticate({ kind: 'passphrase', secret: passphrase ?? '' }, control)
      : { opened: await this.#ofSession(), stale: false };
    try {
      const removed = rows.filter(isRemoved).map(({ id }) => id);
      await this.#rekeying.rekey(opened, { kind, removed, row: null }, { passphrase, replaceStale: stale }, control);
    } finally {
      opened.identity.fill(0);
    }
  }

  /** Throws `vault-locked`, `protector-exists`, `not-available`, `rekey-unfinished`, `vault-busy`. */
  async addOsStore(): Promise<void> {
    const { database, kit } = this.#parts;
    if (this.#protectors.find('os-store')) throw new AppError('protector-exists', { what: 'os-store' });
    const opened = await this.#ofSession();
    const { vaultId } = readVaultRecord(database);
    const row = await makeOsStoreProtector(kit, vaultId, opened.identity).finally(() => opened.identity.fill(0));
    try {
      await this.#insertNew(row, opened.recipient);
    } catch (error) {
      await forgetOsStoreItem(kit, vaultId, row);
      throw error;
    }
  }

  /**
   * Tests decryption before writing. Errors: `unsupported-algorithm`, `key-unsupported`, `verification-failed`,
   * `vault-busy`, those of `requireNewToken` and `unwrap`.
   */
  async addToken(key: TokenProtectorKey, unwrap: UseTokenKey): Promise<void> {
    this.requireNewToken(key.token);
    const opened = await this.#ofSession();
    try {
      const row = await makeTokenProtector(this.#parts.kit, opened.identity, key);
      const back = await openProtector(this.#parts.kit, '', row, { kind: 'token', unwrap });
      const same = back !== null && Buffer.compare(back, opened.identity) === 0;
      back?.fill(0);
      if (!same) throw new AppError('verification-failed', { what: 'token-key' });
      await this.#insertNew(row, opened.recipient);
    } finally {
      opened.identity.fill(0);
    }
  }

  /** Throws `protector-exists`, `vault-locked`, `rekey-unfinished`. */
  requireNewToken({ tokenId }: Pick<ProtectorToken, 'tokenId'>): void {
    const isThere = this.#protectors.list().some(({ token }) => token?.tokenId === tokenId);
    if (isThere) throw new AppError('protector-exists', { what: 'token' });
    if (!this.#parts.session.isOpen()) throw new AppError('vault-locked');
    if (isRekeyUnfinished(this.#parts.database)) throw new AppError('rekey-unfinished');
  }

  /** Returns at least one, oldest first. Throws `not-available`, `vault-damaged`. */
  tokens(): readonly TokenProtectorKey[] {
    const rows = this.#protectors.list().filter(({ kind }) => kind === 'token');
    if (rows.length === 0) {
      const set = this.#protectors.list().map((each) => each.kind);
      throw new AppError('not-available', { what: 'token', reason: 'not-set', set });
    }
    return rows.map((row) => {
      const publicKey = publicKeyOfToken(row);
      if (publicKey === null || row.token === null) {
        throw new AppError('vault-damaged', { problem: 'protector-unreadable', affected: ['token'] });
      }
      return { token: row.token, publicKey };
    });
  }

  async #insertNew(row: ProtectorRow, recipient: string): Promise<void> {
    const { database, transactions, kit, session } = this.#parts;
    await transactions.change(() => {
      const isTaken = (each: ProtectorRow): boolean =>
        each.kind === row.kind && (row.kind !== 'token' || each.wrappingRecipient === row.wrappingRecipient);
      if (this.#protectors.list().some(isTaken)) throw new AppError('protector-exists', { what: row.kind });
      this.#checkUnchanged(recipient);
      // If the vault was locked meanwhile, the unsealed protector would look planted.
      if (session.recipient() !== recipient) throw new AppError('vault-locked');
      insertProtector(database, row);
      appendLogEntry(database, kit.clock(), 'protector-added', { what: row.kind });
    });
  }

  async #setPassphrase(
    given: VaultSecret,
    next: string,
    { rekey }: { readonly rekey: boolean },
    control: RekeyControl,
  ): Promise<void> {
    const { database, transactions, kit, session, seal } = this.#parts;
    if (next === '') throw new AppError('secret-required', { reason: 'empty' });
    await kit.files.requireStrength(next);
    control.progress?.(null, 'deriving');
    const { opened, stale } = await this.#authenticate(given, control);
    const release = seal.lend(opened);
    try {
      const former = this.#protectors.list();
      const row = await makePassphraseProtector(kit, opened.identity, next);
      if (control.signal?.aborted === true) throw new AppError('cancelled');
      if (given.kind === 'recovery-code' && !session.isOpen()) {
        session.open(Uint8Array.from(opened.identity), opened.recipient);
      }
      if (rekey) {
        await this.#rekeying.rekey(
          opened,
          { kind: 'passphrase', row },
          { passphrase: next, replaceStale: stale },
          control,
        );
      } else {
        await transactions.change(() => {
          this.#checkUnchanged(opened.recipient);
          if (!sameProtectors(former, this.#protectors.list())) throw new AppError('vault-busy');
          const had = this.#protectors.find('passphrase') !== null;
          deleteProtectors(database, 'passphrase');
          insertProtector(database, row);
          appendLogEntry(database, kit.clock(), eventOf(had, true), { what: 'passphrase' });
        });
      }
    } finally {
      release();
      opened.identity.fill(0);
    }
  }

  async #authenticate(given: VaultSecret, control: RekeyControl): Promise<{ opened: OpenedIdentity; stale: boolean }> {
    await this.#rekeying.settled();
    const opened = await this.#protectors.open(given);
    try {
      await this.#parts.seal.refreshPin();
      const now = await this.#rekeying.finishEarlier(given, opened, control);
      if (now.opened !== opened) opened.identity.fill(0);
      return now;
    } catch (error) {
      opened.identity.fill(0);
      throw error;
    }
  }

  async #ofSession(): Promise<OpenedIdentity> {
    const { session, database } = this.#parts;
    await this.#rekeying.settled();
    if (isRekeyUnfinished(database)) throw new AppError('rekey-unfinished');
    const identity = await session.use(async (held) => await Promise.resolve(Uint8Array.from(held)));
    return { identity, recipient: session.recipient() ?? '' };
  }

  #checkUnchanged(recipient: string): void {
    const { database } = this.#parts;
    if (isRekeyUnfinished(database)) throw new AppError('rekey-unfinished');
    if (readVaultRecord(database).recipient !== recipient) throw new AppError('vault-busy');
  }
}
