// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { memoryOsStore } from '../../../support/vault/memory-os-store.ts';
import { confirmNewCode } from '../../../support/vault/recovery-groups.ts';
import {
  eventsOf,
  expectRefused,
  expectWhole,
  filledVault,
  fresh,
  old,
  recipientOf,
} from '../../../support/vault/rekey-fixture.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

/** Omits this computer's pin of the vault (K07). */
const protectorItems = (items: ReadonlyMap<string, string>) =>
  [...items.keys()].filter((name) => name.startsWith('vault:'));

describe('a lost passphrase', () => {
  test('[K05] is replaced with the recovery code, with and without re-keying, and the vault unlocks', async () => {
    for (const rekey of [false, true]) {
      const filled = await filledVault();
      const vault = reopen(filled.vault);
      await vault.protectorChanges.resetPassphrase(filled.code.toLowerCase(), fresh, { rekey }, {});
      expect(await vault.status()).toMatchObject({ state: 'unlocked', recoverySaved: true, rekeying: null });
      await expectRefused(vault, 'passphrase', old, 'wrong-secret');
      await expectWhole(filled, 'passphrase', fresh);
      await expectWhole(filled, 'recovery-code', filled.code);
    }
  });

  test('[K05] the recovery code also sets a first passphrase', async () => {
    const vault = newTestVault();
    const { recoveryCode } = await vault.initialiseProtectors({ useOsStore: false, recoveryCode: 'create-now' });
    const { protectorChanges } = vault;
    await expect(protectorChanges.changePassphrase('', fresh, { rekey: false }, {})).rejects.toMatchObject({
      code: 'not-available',
    });
    await protectorChanges.resetPassphrase(recoveryCode ?? '', fresh, { rekey: false }, {});
    await reopen(vault).unlock({ kind: 'passphrase', secret: fresh });
    expect(eventsOf(vault).at(-1)).toBe('protector-added {"what":"passphrase"}');
  });

  test('[K05] a mistyped code names its group and changes nothing', async () => {
    const { vault, code } = await filledVault();
    const wrong = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    await expect(vault.protectorChanges.resetPassphrase(wrong, fresh, { rekey: true }, {})).rejects.toMatchObject({
      code: 'wrong-secret',
      details: { group: 1 },
    });
  });
});

describe('removing and adding protectors', () => {
  test('[K04] a removed recovery code no longer unlocks, and a later one is unrelated', async () => {
    const filled = await filledVault();
    const { vault, code } = filled;
    const changes = vault.protectorChanges;
    await expect(changes.removeProtector('recovery-code', null, {})).rejects.toMatchObject({ code: 'secret-required' });
    await expect(changes.removeProtector('recovery-code', 'x', {})).rejects.toMatchObject({ code: 'wrong-secret' });
    await expect(changes.removeProtector('os-store', old, {})).rejects.toMatchObject({ code: 'not-available' });
    const recipient = recipientOf(vault);
    await changes.removeProtector('recovery-code', old, {});
    expect(recipientOf(vault)).not.toBe(recipient);
    await expectRefused(vault, 'recovery-code', code, 'not-available');
    await expectWhole(filled, 'passphrase', old);
    await expect(changes.removeProtector('passphrase', null, {})).rejects.toMatchObject({ code: 'last-protector' });
    const next = await confirmNewCode(vault);
    await expectRefused(vault, 'recovery-code', code, 'wrong-secret');
    await expectWhole(filled, 'recovery-code', next);
    expect(eventsOf(vault).slice(-3)).toEqual([
      'protector-removed {"what":"recovery-code"}',
      'rekeyed {"keys":3}',
      'protector-added {"what":"recovery-code"}',
    ]);
  });

  test('[K04] the passphrase can be removed from an unlocked vault when another protector stays', async () => {
    const filled = await filledVault();
    const { vault, code } = filled;
    vault.lock();
    await expect(vault.protectorChanges.removeProtector('passphrase', null, {})).rejects.toMatchObject({
      code: 'vault-locked',
    });
    await vault.unlock({ kind: 'passphrase', secret: old });
    await vault.protectorChanges.removeProtector('passphrase', null, {});
    await expectRefused(vault, 'passphrase', old, 'not-available');
    await expectWhole(filled, 'recovery-code', code);
  });

  test('[K02] the OS store (in memory here) is added and removed, with its item', async () => {
    const osStore = memoryOsStore();
    const filled = await filledVault(2, osStore);
    const { vault } = filled;
    expect(protectorItems(osStore.items)).toHaveLength(1);
    await expect(vault.protectorChanges.addOsStore()).rejects.toMatchObject({ code: 'protector-exists' });
    await vault.protectorChanges.removeProtector('os-store', old, {});
    expect(protectorItems(osStore.items)).toHaveLength(0);
    await vault.protectorChanges.addOsStore();
    expect(protectorItems(osStore.items)).toHaveLength(1);
    // Re-keying keeps the OS store's item valid.
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    const other = reopen(vault, { osStore });
    await other.unlock({ kind: 'os-store' });
    expect((await other.verify()).findings).toEqual([]);
    expect(eventsOf(vault).filter((event) => event.includes('os-store'))).toEqual([
      'protector-added {"what":"os-store"}',
      'protector-removed {"what":"os-store"}',
      'protector-added {"what":"os-store"}',
    ]);
  });
});
