// SPDX-License-Identifier: Apache-2.0
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { memoryOsStore } from '../../../support/vault/memory-os-store.ts';
import {
  bringIdentity,
  copyOf,
  makeSealedVault,
  openCopy,
  tamper,
  unlockCopy,
} from '../../../support/vault/sealed-vault.ts';

const settled = async () => await new Promise((resolve) => setTimeout(resolve, 20));

describe('the vault pin of this computer (OS store in memory)', () => {
  test('[K07] reports an older copy, locked or open, until the user accepts it', async () => {
    const osStore = memoryOsStore();
    const { folder, identities } = await makeSealedVault({ osStore });
    const older = copyOf(folder);
    const vault = await unlockCopy(folder, { osStore });
    await vault.annotate(identities[0]?.sha256 ?? '', { label: 'later' });
    vault.close();
    await settled();

    expect(await openCopy(older, { osStore }).status()).toMatchObject({ olderCopy: true, seal: 'unknown' });
    const restored = await unlockCopy(older, { osStore });
    expect(await restored.status()).toMatchObject({ olderCopy: true, seal: 'broken' });
    expect((await restored.activity.verify()).findings).toEqual([
      { problem: 'revision-behind', affected: String(restored.revision) },
    ]);
    // A revision above the remembered one doesn't hide the different history.
    for (const label of ['1', '2', '3', '4', '5']) await restored.annotate(identities[1]?.sha256 ?? '', { label });
    restored.close();
    const again = await unlockCopy(older, { osStore });
    expect(await again.status()).toMatchObject({ olderCopy: true, seal: 'broken' });
    await again.activity.accept();
    expect(await again.status()).toMatchObject({ olderCopy: false, seal: 'sealed' });
    again.close();
    await settled();
    expect(await (await unlockCopy(older, { osStore })).status()).toMatchObject({ olderCopy: false, seal: 'sealed' });
    // Now the replaced vault doesn't match the pin.
    expect(await openCopy(folder, { osStore }).status()).toMatchObject({ olderCopy: true });
  });

  test('[K07] allows a locked import only to the pinned recipient, and reads the store once', async () => {
    const osStore = memoryOsStore();
    const { folder } = await makeSealedVault({ osStore });
    await settled();
    const stranger = await identityToRecipient(await generateX25519Identity());
    const copy = copyOf(folder);
    // The attacker also rewrites the seal's plaintext.
    tamper(copy, (database) => {
      database
        .prepare(`UPDATE vault SET recipient = ?1, seal = json_set(seal, '$.sealed.recipient', ?1)`)
        .run(stranger);
    });
    await expect(bringIdentity(openCopy(copy, { osStore }), await makeIdentity('CN=x'))).rejects.toMatchObject({
      code: 'seal-broken',
      details: { problem: 'recipient-swapped' },
    });
    // Without a pin or store nothing is detected, and the import continues.
    expect(await bringIdentity(openCopy(copy), await makeIdentity('CN=x'))).toMatchObject({ keysAdded: 1 });

    const reads: string[] = [];
    const counting = {
      ...osStore,
      read: async (account: string) => {
        reads.push(account);
        return await osStore.read(account);
      },
    };
    const locked = openCopy(folder, { osStore: counting });
    for (const name of ['CN=1', 'CN=2', 'CN=3']) await bringIdentity(locked, await makeIdentity(name));
    expect(reads).toHaveLength(1);
  });

  test('[K07] reports a vault whose seal and log were removed, instead of sealing it as new', async () => {
    const osStore = memoryOsStore();
    const { folder } = await makeSealedVault({ osStore });
    await settled();
    tamper(folder, (database) =>
      database.exec('UPDATE vault SET seal = NULL; DELETE FROM log; DELETE FROM sealed_keys'),
    );
    const { findings } = await (await unlockCopy(folder, { osStore })).activity.verify();
    expect(findings).toContainEqual({ problem: 'seal-changed', affected: 'missing' });
  });

  test('[K07] does not block opening when the store hangs', async () => {
    const osStore = { ...memoryOsStore(), read: async () => await new Promise<never>(() => undefined) };
    const { folder } = await makeSealedVault();
    // No answer ever comes: waiting would hit the test's timeout.
    expect((await (await unlockCopy(folder, { osStore })).status()).seal).toBe('sealed');
  });
});
