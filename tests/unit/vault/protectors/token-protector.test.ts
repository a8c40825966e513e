// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { UseTokenKey } from '../../../../main/vault/age/age-ssh-rsa.ts';
import { tokenRecipient } from '../../../../main/vault/age/token-recipient.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { memoryOsStore } from '../../../support/vault/memory-os-store.ts';
import {
  cutShort,
  eventsOf,
  expectWhole,
  filledVault,
  fresh,
  old,
  stagingOf,
  type Filled,
} from '../../../support/vault/rekey-fixture.ts';
import { newRsaKey, unwrapWith, type RsaKey } from '../../../support/openssl/rsa-key.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { copyOf, openCopy } from '../../../support/vault/sealed-vault.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const token = { tokenId: 'ab'.repeat(32), serial: '4711', label: 'Meine Karte', keyLabel: 'vault' };
const key = newRsaKey();
const unwrap = unwrapWith(key);

async function withToken(count = 1): Promise<Filled> {
  const filled = await filledVault(count);
  await filled.vault.protectorChanges.addToken({ token, publicKey: key.spki }, unwrap);
  return filled;
}

async function kindsOf(vault: Vault): Promise<string[]> {
  return (await vault.status()).protectors.map(({ kind }) => kind).toSorted();
}

async function opensBy(vault: Vault, by: UseTokenKey): Promise<string> {
  const other = reopen(vault);
  try {
    await other.unlock({ kind: 'token', unwrap: by });
    await other.rekeyingSettled();
    return (await other.verify()).findings.length === 0 ? 'opens' : 'not sound';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    other.close();
  }
}

describe('a token as protector', () => {
  test('[T12] opens the vault, is listed with its name, and is logged like the others', async () => {
    const { vault } = await withToken();
    expect(await opensBy(vault, unwrap)).toBe('opens');
    const { protectors } = await vault.status();
    expect(protectors.find(({ kind }) => kind === 'token')).toMatchObject({ token });
    expect(protectors.find(({ kind }) => kind === 'passphrase')).not.toHaveProperty('token');
    expect(eventsOf(vault)).toContain('protector-added {"what":"token"}');
    expect(vault.protectorChanges.tokens()).toEqual([{ token, publicKey: key.spki }]);
  });

  test('[T12] is not added when its trial fails: another key, no answer, a short RSA key', async () => {
    const { vault } = await filledVault(1);
    const add = async (by: UseTokenKey, own: RsaKey = key) =>
      vault.protectorChanges
        .addToken({ token, publicKey: own.spki }, by)
        .catch((error: { code: string }) => error.code);
    expect(await add(unwrapWith(newRsaKey()))).toBe('verification-failed');
    expect(await add(async () => null)).toBe('verification-failed');
    expect(await add(unwrap, newRsaKey(1024))).toBe('unsupported-algorithm');
    expect(await kindsOf(vault)).not.toContain('token');
    expect(eventsOf(vault).filter((line) => line.includes('token'))).toEqual([]);
    expect(await add(unwrap)).toBeUndefined();
    expect(await add(unwrap)).toBe('protector-exists');
    vault.lock();
    expect(await add(unwrap)).toBe('protector-exists');
  });

  test('[K03] unlocks a locked vault, which the OS store no longer does', async () => {
    const osStore = memoryOsStore();
    const vault = newTestVault({ osStore });
    await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'create-now' });
    expect((await vault.status()).lockable).toBe(false);
    await vault.protectorChanges.addToken({ token, publicKey: key.spki }, unwrap);
    expect((await vault.status()).lockable).toBe(true);
    vault.lock();
    await expect(vault.unlock({ kind: 'os-store' })).rejects.toMatchObject({ code: 'secret-required' });
    await vault.unlock({ kind: 'token', unwrap });
    expect(vault.isUnlocked).toBe(true);
  });

  test('[K04] survives a re-keying while unplugged, and stops working when removed', async () => {
    const filled = await withToken(3);
    const { vault } = filled;
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    expect(await opensBy(vault, unwrap)).toBe('opens');
    await vault.protectorChanges.removeProtector('token', fresh, {});
    expect(await opensBy(vault, unwrap)).toBe('not-available');
    expect(await kindsOf(vault)).toEqual(['passphrase', 'recovery-code']);
    expect(stagingOf(vault)).toEqual([]);
    await expectWhole(filled, 'passphrase', fresh);
  });

  test('[K04] resumes an interrupted re-keying alone', async () => {
    const cut = await cutShort(
      async (vault, control) => vault.protectorChanges.removeProtector('recovery-code', old, control),
      await withToken(60),
    );
    expect(stagingOf(cut.vault)).not.toEqual([]);
    await cut.vault.unlock({ kind: 'token', unwrap });
    await cut.vault.rekeyingSettled();
    expect(stagingOf(cut.vault)).toEqual([]);
    expect((await cut.vault.verify()).findings).toEqual([]);
    expect(await kindsOf(cut.vault)).toEqual(['passphrase', 'token']);
    expect(await opensBy(cut.vault, unwrap)).toBe('opens');
    cut.vault.close();
  });

  test('[K02] [K04] resumes an interrupted re-keying with either of two tokens, and both stay', async () => {
    const other = newRsaKey();
    const filled = await withToken(60);
    const named = { ...token, tokenId: 'cd'.repeat(32), serial: '4712' };
    await filled.vault.protectorChanges.addToken({ token: named, publicKey: other.spki }, unwrapWith(other));
    const cut = await cutShort(
      async (vault, control) => vault.protectorChanges.removeProtector('recovery-code', old, control),
      filled,
    );
    cut.vault.close();
    for (const each of [key, other]) {
      const vault = openCopy(copyOf(cut.vault.folder));
      await vault.unlock({ kind: 'token', recipient: tokenRecipient(each.spki) ?? '', unwrap: unwrapWith(each) });
      await vault.rekeyingSettled();
      expect(stagingOf(vault)).toEqual([]);
      expect(await kindsOf(vault)).toEqual(['passphrase', 'token', 'token']);
      expect((await vault.verify()).findings).toEqual([]);
      vault.close();
    }
  });

  test('[T12] is never the last protector', async () => {
    const { vault } = await withToken();
    await vault.protectorChanges.removeProtector('recovery-code', old, {});
    await expect(vault.protectorChanges.removeProtector('passphrase', null, {})).rejects.toMatchObject({
      code: 'last-protector',
    });
    expect(await kindsOf(vault)).toEqual(['passphrase', 'token']);
  });

  test('[K07] is reported when its key is swapped, its name changed or its row deleted', async () => {
    const { vault } = await withToken();
    const stranger = await withToken();
    const findings = async (sql: string) => {
      const { vault: other } = await withToken();
      editVault(other.folder, sql);
      const looking = reopen(other);
      await looking.unlock({ kind: 'passphrase', secret: old });
      return (await looking.verify()).findings.map(({ problem, affected }) => `${problem} ${affected}`);
    };
    expect(await findings(`UPDATE protectors SET wrapping_recipient = 'ssh-rsa AAAA' WHERE kind = 'token'`)).toEqual([
      'protectors-changed token',
      'protector-unreadable token',
    ]);
    expect(await findings(`UPDATE protectors SET token = replace(token, '4711', '4712') WHERE kind = 'token'`)).toEqual(
      ['protectors-changed token'],
    );
    expect(await findings(`DELETE FROM protectors WHERE kind = 'token'`)).toEqual(['protectors-changed token']);
    await expect(stranger.vault.verify()).resolves.toMatchObject({ findings: [], seal: 'sealed' });
    await expect(vault.verify()).resolves.toMatchObject({ findings: [], seal: 'sealed' });
  });

  test('[K02] reports an envelope for another key as damage, not as a wrong PIN', async () => {
    const { vault } = await withToken();
    expect(await opensBy(vault, async () => null)).toBe('vault-damaged');
  });
});
