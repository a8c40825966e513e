// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { askedGroupsOf } from '../../../../main/vault/protectors/recovery-code.ts';
import { publicKeyHashOf } from '../../../support/openssl/public-key-hash.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { memoryOsStore } from '../../../support/vault/memory-os-store.ts';
import { filledVault, fresh, old, origin } from '../../../support/vault/rekey-fixture.ts';
import {
  bringIdentity,
  makeSealedVault,
  openCopy,
  sealedPassphrase,
  unlockCopy,
} from '../../../support/vault/sealed-vault.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const noRekey = { rekey: false };
const withRekey = { rekey: true };

test('[K07] a key purged and imported again while the vault is locked is no finding', async () => {
  const { folder, identities } = await makeSealedVault();
  const [first] = identities;
  if (!first) throw new Error('no identity');
  const locked = openCopy(folder);
  await locked.deletion.moveToTrash([first.sha256]);
  await locked.deletion.purge(null);
  await bringIdentity(locked, first);
  locked.close();
  const vault = await unlockCopy(folder);
  expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  expect((await vault.verify()).findings).toEqual([]);
  await vault.withPrivateKey(first.sha256, async (pkcs8) => {
    expect(await publicKeyHashOf(pkcs8)).toBe(first.key.spkiSha256);
  });
});

test('[K10] a key that another process purges during its import is kept', async () => {
  const { vault, identities } = await filledVault(1);
  const [first] = identities;
  if (!first) throw new Error('no identity');
  const other = reopen(vault);
  await vault.deletion.moveToTrash([first.sha256]);
  let purged = false;
  await vault.importItems({
    certificates: [first.certificate],
    keys: [first.key],
    origin,
    also: async () => {
      // Runs between the check for existing keys and the transaction.
      if (!purged) await other.deletion.purge(null);
      purged = true;
      return () => undefined;
    },
  });
  expect((await vault.status()).keys).toBe(1);
  expect((await vault.verify()).findings).toEqual([]);
});

test('[K06] a note written while another process re-keys can be read', async () => {
  const store = memoryOsStore();
  const { vault, identities } = await filledVault(1, store);
  const sha256 = identities[0]?.sha256 ?? '';
  const other = reopen(vault, { osStore: store });
  let changing = Promise.resolve();
  // Writing the note waits for the pin. Meanwhile, the vault gets a new identity.
  const slow = reopen(vault, {
    osStore: {
      ...store,
      read: async (account) => {
        if (account.startsWith('pin:')) {
          changing = other.protectorChanges.changePassphrase(old, fresh, withRekey, {});
          await changing;
        }
        return await store.read(account);
      },
    },
  });
  await slow.annotate(sha256, { note: 'written meanwhile' });
  await changing;
  const after = reopen(vault);
  await after.unlock({ kind: 'passphrase', secret: fresh });
  expect(await after.readNote(sha256)).toBe('written meanwhile');
  expect((await after.verify()).findings).toEqual([]);
});

test('[K07] a process that was unlocked before another one re-keyed raises no alarm and loses nothing', async () => {
  const { vault } = await filledVault(1);
  const other = reopen(vault);
  await other.protectorChanges.changePassphrase(old, fresh, withRekey, {});
  expect((await vault.activity.verify()).findings).toEqual([]);
  expect((await vault.status()).seal).not.toBe('broken');
  await expect(vault.activity.accept()).rejects.toMatchObject({ code: 'vault-locked' });
  await bringIdentity(vault, await makeIdentity('CN=late'));
  await vault.protectorChanges.changePassphrase(fresh, old, noRekey, {});
  const after = reopen(vault);
  await after.unlock({ kind: 'passphrase', secret: old });
  expect((await after.verify()).findings).toEqual([]);
});

test('[K07] a process that read the pin before another one re-keyed changes protectors and verifies', async () => {
  const osStore = memoryOsStore();
  const { vault } = await filledVault(1, osStore);
  const other = reopen(vault, { osStore });
  await other.status();
  await vault.protectorChanges.changePassphrase(old, fresh, withRekey, {});
  expect((await other.activity.verify()).findings).toEqual([]);
  const third = reopen(vault, { osStore });
  await third.status();
  await vault.protectorChanges.changePassphrase(fresh, old, withRekey, {});
  await third.protectorChanges.changePassphrase(old, fresh, withRekey, {});
  const after = reopen(vault, { osStore });
  await after.unlock({ kind: 'passphrase', secret: fresh });
  expect((await after.verify()).findings).toEqual([]);
});

test('[K07] a process that locks while another one re-keys leaves the announced recipient', async () => {
  const osStore = memoryOsStore();
  const { vault } = await filledVault(60, osStore);
  const other = reopen(vault, { osStore });
  const progress = (fraction: number | null) => {
    if (fraction !== null && fraction > 0 && vault.isUnlocked) vault.lock();
  };
  // `other` is locked, so it doesn't write the pin at the end.
  await other.protectorChanges.changePassphrase(old, fresh, withRekey, { progress });
  expect(vault.isUnlocked).toBe(false);
  const after = reopen(vault, { osStore });
  await after.unlock({ kind: 'passphrase', secret: fresh });
  expect((await after.verify()).findings).toEqual([]);
});

test('[K07] a lock while a protector is added leaves nothing unsealed', async () => {
  const osStore = memoryOsStore();
  const vault = newTestVault({
    osStore: {
      ...osStore,
      write: async (account, secret) => {
        if (account.startsWith('vault:') && vault.isUnlocked) vault.lock();
        await osStore.write(account, secret);
      },
    },
  });
  await vault.initialiseProtectors({ passphrase: sealedPassphrase, useOsStore: false, recoveryCode: 'later' });
  await expect(vault.protectorChanges.addOsStore()).rejects.toMatchObject({ code: 'vault-locked' });
  await vault.unlock({ kind: 'passphrase', secret: sealedPassphrase });
  const making = vault.createRecoveryCode();
  vault.lock();
  const made = await making;
  await expect(vault.confirmRecoveryCode(askedGroupsOf(made))).rejects.toMatchObject({
    code: 'draft-expired',
  });
  const after = reopen(vault, { osStore });
  await after.unlock({ kind: 'passphrase', secret: sealedPassphrase });
  expect((await after.verify()).findings).toEqual([]);
});

test('[K08] several simultaneous changes of one process all complete', async () => {
  const { vault, identities } = await filledVault(2);
  const [first, second] = identities.map(({ sha256 }) => sha256);
  await Promise.all([
    vault.annotate(first ?? '', { label: 'a' }),
    vault.annotate(second ?? '', { label: 'b' }),
    vault.deletion.moveToTrash([second ?? '']),
    vault.tag([first ?? ''], { add: ['c'], remove: [] }),
  ]);
  expect(vault.findByLabel('a')).toEqual([first]);
  expect(vault.deletion.list().map((row) => [row.sha256, row.label])).toEqual([[second, 'b']]);
  expect(vault.getRow(first ?? '')?.tags).toEqual(['c']);
});

test('[K08] a change that waits for another writer ends as cancelled when the vault closes', async () => {
  const { vault, identities } = await filledVault(1);
  const writer = new DatabaseSync(join(vault.folder, 'vault.sqlite'));
  writer.exec('BEGIN IMMEDIATE');
  const change = vault.annotate(identities[0]?.sha256 ?? '', { label: 'a' }).catch((error: unknown) => error);
  await setTimeout(50);
  vault.close();
  expect(await change).toMatchObject({ code: 'cancelled' });
  writer.close();
  expect(reopen(vault).findByLabel('a')).toEqual([]);
});
