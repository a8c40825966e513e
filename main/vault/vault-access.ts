// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { ProtectorKind, VaultStatus } from '../../shared/schemas/vault-status.ts';
import { vaultExists } from './folder.ts';
import { openOrCreateVault, openVault } from './open-vault.ts';
import { canonicalPassphrase } from './protectors/passphrase-forms.ts';
import { missingVaultStatus } from './vault-status.ts';
import type { VaultOptions } from './vault-options.ts';
import type { Vault } from './vault.ts';

/** The one place that knows whether there is a vault, and that opens it once for this process. */
export interface VaultAccess {
  readonly folder: string;
  /** Null when there is none. Errors: `vault-damaged`, `vault-newer`, `vault-busy`. */
  current(): Promise<Vault | null>;
  /** Errors: `vault-missing`, and those of `current`. */
  require(): Promise<Vault>;
  /** A new vault has no protector and asks nothing (K01). */
  requireOrCreate(): Promise<Vault>;
  /** Of the vault, or of the place where it would be. */
  status(): Promise<VaultStatus>;
  /** A key can come in without asking anything: there are protectors, or the OS store can be the first. */
  canHoldKeys(): Promise<boolean>;
  /** Puts a vault without protectors under the OS secret store (K01). Errors: `secret-required` without one. */
  ensureProtected(): Promise<void>;
  /** The passphrase of a vault that has none. Errors: `vault-exists`, `vault-locked`, `cancelled` (nothing changed). */
  protectWithPassphrase(passphrase: string, signal?: AbortSignal): Promise<void>;
  /**
   * Creates the vault, or gives a keyless one its protectors, with a recovery code at once (command line).
   * Errors: `secret-required` (an empty passphrase).
   */
  createWithProtectors(options: { passphrase: string | null }): Promise<CreatedProtectors>;
  /** A vault is about to be made under this passphrase: what takes longest begins beside the work before it. */
  foreseePassphrase(passphrase: string): void;
  /** Own and foreign changes, with the revision they led to. */
  onChange(listener: (revision: number) => void): void;
  /** For good: everything that is asked for afterwards, or under way, ends with `cancelled`. */
  close(): void;
}

export interface CreatedProtectors {
  readonly folder: string;
  readonly protectors: ProtectorKind[];
  readonly recoveryCode: string;
}

export interface VaultAccessOptions extends VaultOptions {
  /** The app opens the vault by the OS store at its start (K03); a command unlocks when it needs a key. */
  readonly unlockAtStart: boolean;
}

export function createVaultAccess(folder: string, options: VaultAccessOptions): VaultAccess {
  let opened: Promise<Vault> | null = null;
  let isClosed = false;
  const listeners: ((revision: number) => void)[] = [];

  async function adopt(vault: Vault): Promise<Vault> {
    let revision = 0;
    vault.onChange(() => {
      try {
        ({ revision } = vault);
      } catch {
        // Damaged or tampered with by another process. The next call opens it again, and says why it cannot.
        vault.close();
        opened = null;
      }
      for (const listener of listeners) listener(revision);
    });
    if (options.unlockAtStart) await unlockByOsStore(vault);
    return vault;
  }

  async function open(how: () => Vault): Promise<Vault> {
    // Whoever is still at work when the app ends would open it anew, for nobody.
    if (isClosed) throw new AppError('cancelled');
    if (opened) return opened;
    const opening = (async () => adopt(how()))();
    opened = opening;
    // A vault that did not open is asked for again the next time: it may have been busy.
    opening.catch(() => (opened = null));
    return opening;
  }

  async function requireOrCreate(): Promise<Vault> {
    return open(() => openOrCreateVault(folder, options));
  }

  async function current(): Promise<Vault | null> {
    if (!opened && !vaultExists(folder)) return null;
    return open(() => openVault(folder, options));
  }

  async function require(): Promise<Vault> {
    const vault = await current();
    if (!vault) throw new AppError('vault-missing', { folder });
    return vault;
  }

  return {
    folder,
    current,
    require,
    requireOrCreate,
    async status() {
      const vault = await current();
      return vault ? vault.status() : missingVaultStatus(folder, options.osStore);
    },
    async canHoldKeys() {
      const vault = await current();
      return vault?.canTakeKeys === true || (await options.osStore.probe()).available;
    },
    async ensureProtected() {
      const vault = await requireOrCreate();
      if (!vault.canTakeKeys) await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'later' });
    },
    async protectWithPassphrase(passphrase, signal) {
      await options.files.requireStrength(passphrase);
      const vault = await requireOrCreate();
      if (vault.canTakeKeys) await vault.addPassphrase(passphrase, signal);
      else await vault.initialiseProtectors({ passphrase, useOsStore: true, recoveryCode: 'later' }, signal);
    },
    async createWithProtectors({ passphrase }) {
      // Before the file is there: a vault without protectors would be in the way of the next try.
      if (passphrase === '') throw new AppError('secret-required', { reason: 'empty' });
      if (passphrase !== null) await options.files.requireStrength(canonicalPassphrase(passphrase));
      const vault = await requireOrCreate();
      const made = await vault.initialiseProtectors({
        ...(passphrase !== null && { passphrase }),
        useOsStore: true,
        recoveryCode: 'create-now',
      });
      if (made.recoveryCode === null) throw new AppError('internal');
      return { folder, protectors: [...made.protectors], recoveryCode: made.recoveryCode };
    },
    foreseePassphrase(passphrase) {
      if (passphrase !== '' && !isClosed) options.files.foresee(canonicalPassphrase(passphrase));
    },
    onChange: (listener) => void listeners.push(listener),
    close() {
      isClosed = true;
      options.files.forget();
      void opened?.then(
        (vault) => vault.close(),
        () => undefined,
      );
      opened = null;
    },
  };
}

/** The app's start (K03): a store that does not answer leaves the vault locked, and looking needs no unlock. */
async function unlockByOsStore(vault: Vault): Promise<void> {
  try {
    await vault.unlock({ kind: 'os-store' });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
