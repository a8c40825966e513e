// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { VaultSecret } from '../../../main/vault/protectors/open-protector.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';

/** A certificate's row with its note and its key as a hash. */
export type WholeRow = Readonly<Record<string, unknown>>;

/** Returns what a backup must restore, by the certificate's SHA-256. A string as `secret` is a passphrase. */
export async function wholeVault(folder: string, secret: string | VaultSecret): Promise<ReadonlyMap<string, WholeRow>> {
  const vault = openVault(folder, testVaultOptions());
  try {
    await vault.unlock(typeof secret === 'string' ? { kind: 'passphrase', secret } : secret);
    const rows = new Map<string, WholeRow>();
    for (const row of vault.listRows({ search: '' })) {
      const key = row.hasPrivateKey
        ? await vault.withPrivateKey(row.sha256, async (pkcs8) => createHash('sha256').update(pkcs8).digest('hex'))
        : null;
      rows.set(row.sha256, { ...row, tags: [...row.tags], note: await vault.readNote(row.sha256), key });
    }
    return rows;
  } finally {
    vault.close();
  }
}
