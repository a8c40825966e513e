// SPDX-License-Identifier: Apache-2.0
import { unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { ExportedVault } from '../vault/export/export-vault.ts';
import { mergeForeignVault, type MergedVault } from '../vault/export/merge-foreign-vault.ts';
import type { ForeignSecret, ForeignVault } from '../vault/export/read-foreign-vault.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

export interface ImportedVault extends MergedVault {
  readonly unreadable: ForeignVault['unreadable'];
}

export interface VaultFileService {
  /** Errors: `vault-missing`, those of `Vault.exportTo` and `OutputFile.place`. */
  export(output: OutputFile, proof?: { readonly passphraseGiven: boolean }): Promise<ExportedVault>;
  /**
   * `prepare` runs before writing and must ensure that the vault can hold keys. Errors: those of `readForeignVault` and
   * `mergeForeignVault`, `cancelled`.
   */
  import(
    path: string,
    secret: ForeignSecret | null,
    options: {
      readonly prepare: () => Promise<void>;
      readonly signal?: AbortSignal | undefined;
      readonly origin?: { readonly fileName: string; readonly path: string | null };
    },
  ): Promise<ImportedVault>;
}

export function createVaultFileService(parts: {
  readonly vault: VaultAccess;
  /** Its child process holds the imported vault's decrypted keys. */
  readonly parse: ParseClient;
  readonly now: () => Date;
}): VaultFileService {
  const { vault, parse, now } = parts;
  return {
    async export(output, proof) {
      const temporary = output.newTemporaryPath();
      try {
        const finish = async () => output.place(temporary);
        return await (await vault.require()).exportTo(temporary, { ...proof, finish });
      } finally {
        await unlink(temporary).catch(() => undefined);
      }
    },
    async import(path, secret, { prepare, signal, origin = { fileName: basename(path), path } }) {
      const foreign = await parse.run('readVault', { path, secret }, signal);
      try {
        await prepare();
        const open = await vault.requireOrCreate();
        if (signal?.aborted === true) throw new AppError('cancelled');
        const merged = await mergeForeignVault(open, foreign, { ...origin, at: now() });
        return { ...merged, unreadable: foreign.unreadable };
      } finally {
        for (const key of foreign.keys) key.pkcs8.fill(0);
        parse.forget();
      }
    },
  };
}
