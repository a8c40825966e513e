// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { newIdentity } from '../../../../main/vault/age/age-files.ts';
import type { VaultBackupAccess } from '../../../../main/vault/backups/vault-backups.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import {
  bringIdentity,
  makeSealedVault,
  sealedPassphrase,
  tamper,
  unlockCopy,
} from '../../../support/vault/sealed-vault.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const access = async (vault: Vault, passphrase: string | null): Promise<VaultBackupAccess> =>
  await vault.backups.access(passphrase, { withPassphrase: true });

/** The folder of a closed vault with backup access already set up. */
async function prepare(): Promise<string> {
  const { folder } = await makeSealedVault();
  const vault = await unlockCopy(folder);
  await access(vault, sealedPassphrase);
  vault.close();
  return folder;
}

describe('the saved access for later backups', () => {
  test('[B01] is kept after the passphrase was typed once, and needs no typing later', async () => {
    const vault = await unlockCopy(await prepare());
    const kept = await access(vault, null);
    expect(kept.passphrase?.recipient).toMatch(/^age1/);
    expect(await access(vault, sealedPassphrase)).toEqual(kept);
  });

  test('[B01] [K07] asks for the passphrase instead of using a recipient planted in the file', async () => {
    const folder = await prepare();
    const { recipient } = await newIdentity();
    tamper(folder, (database) => database.prepare('UPDATE backup_access SET recipient = ?').run(recipient));
    const vault = await unlockCopy(folder);
    await expect(access(vault, null)).rejects.toMatchObject({ code: 'secret-missing' });
    const made = await access(vault, sealedPassphrase);
    expect(made.passphrase?.recipient).not.toBe(recipient);
    expect(await access(vault, null)).toEqual(made);
  });

  test('[B01] [K04] ends when the passphrase changes', async () => {
    const vault = await unlockCopy(await prepare());
    await vault.protectorChanges.changePassphrase(sealedPassphrase, 'another one, 也够长', { rekey: false }, {});
    await expect(access(vault, null)).rejects.toMatchObject({ code: 'secret-missing' });
    await expect(access(vault, sealedPassphrase)).rejects.toMatchObject({ code: 'wrong-secret' });
  });

  test('[B01] [K07] is refused for a vault with a broken seal, whose recovery recipient may be planted', async () => {
    const made = newTestVault();
    await made.initialiseProtectors({ passphrase: sealedPassphrase, useOsStore: false, recoveryCode: 'create-now' });
    await bringIdentity(made, await makeIdentity('CN=张伟'));
    const { recovery, passphrase } = await access(made, sealedPassphrase);
    expect([recovery?.recipient, passphrase?.recipient]).toEqual(Array(2).fill(expect.stringMatching(/^age1/)));
    made.close();
    const { recipient } = await newIdentity();
    tamper(made.folder, (database) => {
      const set = "UPDATE protectors SET wrapping_recipient = ? WHERE kind = 'recovery-code'";
      expect(database.prepare(set).run(recipient).changes).toBe(1);
    });
    const vault = await unlockCopy(made.folder);
    await expect(access(vault, null)).rejects.toMatchObject({ code: 'seal-broken' });
  });
});
