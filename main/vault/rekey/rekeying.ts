// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { recipientOf } from '../age/age-files.ts';
import { openProtector, protectorFor, type VaultSecret } from '../protectors/open-protector.ts';
import { readProtectors } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { finishRekey } from './finish-rekey.ts';
import type { OpenedIdentity } from '../protectors/open-identity.ts';
import type { RekeyControl, RekeyIdentities, RekeyParts } from './rekey-parts.ts';
import { runRekey, type RekeyOutcome } from './run-rekey.ts';
import { startRekey, type ProtectorEdit } from './start-rekey.ts';
import { isProven } from './staging-proof.ts';
import { isRekeyUnfinished, readPendingRekey } from './staging-rows.ts';

export class Rekeying {
  readonly #parts: RekeyParts;
  #background: Promise<void> = Promise.resolve();
  #stop = new AbortController();

  constructor(parts: RekeyParts) {
    this.#parts = parts;
  }

  /** Runs in the background. A failure leaves the vault unlocked and shows in its status. */
  resume(given: VaultSecret, opened: OpenedIdentity): void {
    if (!readPendingRekey(this.#parts.database)) return;
    const { recipient } = opened;
    const former = { identity: Uint8Array.from(opened.identity), recipient };
    const { signal } = (this.#stop = new AbortController());
    this.#background = this.#background
      .then(async () => {
        const now = await this.finishEarlier(given, former, { signal });
        if (now.opened !== former) now.opened.identity.fill(0);
      })
      .catch(() => undefined)
      .finally(() => former.identity.fill(0));
  }

  /** Never rejects. */
  async settled(): Promise<void> {
    await this.#background;
  }

  /** Stops after the current batch. Staged rows stay. */
  stop(): void {
    this.#stop.abort();
  }

  /** Returns the identity now in effect. `stale` means the secret can't continue the re-keying. */
  async finishEarlier(
    given: VaultSecret,
    opened: OpenedIdentity,
    control: RekeyControl,
  ): Promise<{ opened: OpenedIdentity; stale: boolean }> {
    const { seal } = this.#parts;
    const release = seal.lend(opened);
    try {
      if (!isRekeyUnfinished(this.#parts.database)) {
        await finishRekey(this.#parts);
        return { opened, stale: false };
      }
      const next = await this.#openStaged(given, opened);
      if (!next) return { opened, stale: isRekeyUnfinished(this.#parts.database) };
      const outcome = await this.#run({ former: opened, next }, control);
      return { opened: outcome === 'rekeyed' ? next : opened, stale: false };
    } finally {
      release();
    }
  }

  /** Zeroes the next identity unless it took effect. */
  async #run(identities: RekeyIdentities, control: RekeyControl): Promise<RekeyOutcome> {
    const { seal } = this.#parts;
    const release = seal.lend(identities.next);
    let outcome: RekeyOutcome | null = null;
    try {
      await seal.announceRecipient(identities.next.recipient);
      outcome = await runRekey(this.#parts, identities, control);
      await finishRekey(this.#parts);
      return outcome;
    } finally {
      if (outcome !== 'rekeyed') identities.next.identity.fill(0);
      release();
    }
  }

  /**
   * Undoes everything on failure. Errors: `cancelled`, `seal-broken`, `rekey-unfinished` (undoing failed, so the next
   * unlock continues), those of `startRekey` and `runRekey`.
   */
  async rekey(
    former: OpenedIdentity,
    edit: ProtectorEdit,
    options: { readonly passphrase: string | null; readonly replaceStale: boolean },
    control: RekeyControl,
  ): Promise<void> {
    if (control.signal?.aborted === true) throw new AppError('cancelled');
    const { seal } = this.#parts;
    const release = seal.lend(former);
    try {
      // Each protector gets the new identity, so a planted one must be rejected.
      seal.requireOwnProtectors();
      const started = await startRekey(this.#parts, former, edit, options);
      const releaseNext = seal.lend(started.next);
      try {
        const outcome = await this.#run({ former, next: started.next }, control);
        if (outcome === 'withdrawn') throw new AppError('vault-busy');
      } catch (error) {
        if (await this.#undone(started.undo)) throw error;
        await finishRekey(this.#parts);
      } finally {
        started.next.identity.fill(0);
        releaseNext();
      }
    } finally {
      release();
    }
  }

  async #undone(undo: () => Promise<boolean>): Promise<boolean> {
    try {
      return await undo();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError('rekey-unfinished', { cause: error.code });
    }
  }

  /** Returns null if no staged protector of this kind opens or the staging isn't authentic. */
  async #openStaged(given: VaultSecret, former: OpenedIdentity): Promise<OpenedIdentity | null> {
    const { database, kit, seal } = this.#parts;
    if (seal.isStagingForeign()) return null;
    const pending = readPendingRekey(database);
    const twin = protectorFor(readProtectors(database, 'pending_protectors'), given);
    if (!pending || !twin || !isProven(former.identity, pending)) return null;
    const { vaultId } = readVaultRecord(database);
    const identity = await openProtector(kit, vaultId, twin, given);
    if (!identity) return null;
    try {
      if ((await recipientOf(identity)) === pending.recipient) return { identity, recipient: pending.recipient };
    } catch {
      // The bytes aren't an age identity.
    }
    identity.fill(0);
    return null;
  }
}
