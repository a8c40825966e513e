// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { newTestVault } from '../../support/vault/vault-fixture.ts';
import { rowsOf } from '../../support/vault/vault-database.ts';
import { decryptWithPassphrase, recipientOf } from '../../../main/vault/age/age-files.ts';
import { identityOf } from '../../../main/vault/protectors/identity-file.ts';
import { createVaultBackups } from '../../../main/vault/backups/vault-backups.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Vault } from '../../../main/vault/vault.ts';

const withPassphrase = { withPassphrase: true } as const;
const kept = (vault: Vault) => rowsOf(vault.folder, 'SELECT protector_id FROM backup_access');

async function lockedVault(): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'right', useOsStore: false, recoveryCode: 'later' });
  vault.lock();
  return vault;
}

describe('[B01] [K03] unlocking with the passphrase of a new backup', () => {
  test('stores backup access that later needs no passphrase and that the passphrase decrypts', async () => {
    const vault = await lockedVault();
    await vault.backups.unlockWith('right');
    expect(vault.isUnlocked).toBe(true);
    const { passphrase } = await vault.backups.access(null, withPassphrase);
    const plain = await decryptWithPassphrase('right', passphrase?.file ?? new Uint8Array());
    expect(await recipientOf(identityOf(plain ?? new Uint8Array()))).toBe(passphrase?.recipient);
  });

  test('leaves the vault locked and stores nothing for a wrong or empty passphrase', async () => {
    const vault = await lockedVault();
    for (const wrong of ['wrong', 'right ', '']) {
      await expect(vault.backups.unlockWith(wrong)).rejects.toMatchObject({ code: 'wrong-secret' });
      expect(vault.isUnlocked).toBe(false);
    }
    expect(kept(vault)).toEqual([]);
    await vault.unlock({ kind: 'passphrase', secret: 'right' });
    await expect(vault.backups.access(null, withPassphrase)).rejects.toMatchObject({ code: 'secret-missing' });
    await expect(vault.backups.access('wrong', withPassphrase)).rejects.toMatchObject({ code: 'wrong-secret' });
  });

  test('keeps backup access that is already stored', async () => {
    const vault = await lockedVault();
    await vault.backups.unlockWith('right');
    const before = await vault.backups.access(null, withPassphrase);
    vault.lock();
    await vault.backups.unlockWith('right');
    expect(await vault.backups.access(null, withPassphrase)).toEqual(before);
  });

  test('succeeds even if a full disk prevents storing the backup access', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE backup_access (envelope, protector_id); CREATE TABLE protectors (id, kind)');
    const done: string[] = [];
    const parts = {
      database,
      protectors: { find: () => ({ id: 'p' }) },
      files: {
        precompute: () => undefined,
        encrypt: async () => new Uint8Array(),
        forget: () => done.push('forgotten'),
      },
      seal: { state: () => 'sealed' },
      session: { isOpen: () => true },
      transactions: { change: async () => Promise.reject(new AppError('disk-full')) },
      vault: { unlock: async () => void done.push('unlocked') },
    };
    await createVaultBackups(parts as unknown as Parameters<typeof createVaultBackups>[0]).unlockWith('right');
    expect(done).toEqual(['unlocked', 'forgotten']);
  });

  test('stores no backup access for a passphrase that was changed meanwhile', async () => {
    const vault = await lockedVault();
    await vault.unlock({ kind: 'passphrase', secret: 'right' });
    const unlocking = vault.backups.unlockWith('right');
    await Promise.allSettled([
      unlocking,
      vault.protectorChanges.changePassphrase('right', 'new', { rekey: false }, {}),
    ]);
    await expect(vault.backups.access(null, withPassphrase)).rejects.toMatchObject({ code: 'secret-missing' });
  });
});
