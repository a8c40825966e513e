// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ProtectorKind, VaultStatus } from '../../shared/schemas/vault/vault-status.ts';
import { vaultExists } from './folder/folder.ts';
import { openOrCreateVault, openVault } from './open-vault.ts';
import { canonicalPassphrase } from './protectors/passphrase-forms.ts';
import { missingVaultStatus } from './vault-status.ts';
import type { VaultOptions } from './vault-options.ts';
import type { Vault } from './vault.ts';

/**
 * Using the vault can throw the errors of `openDatabase` and `Transactions`, such as `vault-newer` or `vault-tampered`.
 * Comments outside main/vault list only other errors.
 */
export interface VaultAccess {
  readonly folder: string;
  current(): Promise<Vault | null>;
  /** Errors: `vault-missing`. */
  require(): Promise<Vault>;
  requireOrCreate(): Promise<Vault>;
  status(): Promise<VaultStatus>;
  /** True if a protector exists or the OS store can become one. */
  canHoldKeys(): Promise<boolean>;
  /** Adds the OS store unless a protector exists. Throws `secret-required` without an OS store. */
  ensureProtected(): Promise<void>;
  protectWithPassphrase(passphrase: string, signal?: AbortSignal): Promise<void>;
  /** Also creates a recovery code, for the command line. */
  createWithProtectors(options: { passphrase: string | null }): Promise<CreatedProtectors>;
  precomputePassphrase(passphrase: string): void;
  onChange(listener: (revision: number) => void): void;
  /** Later calls that open the vault throw `cancelled`. */
  close(): void;
}

export interface CreatedProtectors {
  readonly folder: string;
  readonly protectors: ProtectorKind[];
  readonly recoveryCode: string;
}

export interface VaultAccessOptions extends VaultOptions {
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
        // The next call reports the damage.
        vault.close();
        opened = null;
      }
      for (const listener of listeners) listener(revision);
    });
    if (options.unlockAtStart) await unlockByOsStore(vault);
    return vault;
  }

  async function open(how: () => Vault): Promise<Vault> {
    if (isClosed) throw new AppError('cancelled');
    if (opened) return opened;
    const opening = (async () => adopt(how()))();
    opened = opening;
    // Try again next time, because the vault may have been busy.
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
      return vault?.hasRecipient === true || (await options.osStore.probe()).available;
    },
    async ensureProtected() {
      const vault = await requireOrCreate();
      if (!vault.hasRecipient) await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'later' });
    },
    async protectWithPassphrase(passphrase, signal) {
      await options.files.requireStrength(passphrase);
      const vault = await requireOrCreate();
      if (vault.hasRecipient) await vault.addPassphrase(passphrase, signal);
      else await vault.initialiseProtectors({ passphrase, useOsStore: true, recoveryCode: 'later' }, signal);
    },
    async createWithProtectors({ passphrase }) {
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
    precomputePassphrase(passphrase) {
      if (passphrase !== '' && !isClosed) options.files.precompute(canonicalPassphrase(passphrase));
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

/** On failure, the vault stays locked but readable. */
async function unlockByOsStore(vault: Vault): Promise<void> {
  try {
    await vault.unlock({ kind: 'os-store' });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
