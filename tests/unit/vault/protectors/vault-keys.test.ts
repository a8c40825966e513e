// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encryptTo } from '../../../../main/vault/age/age-files.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const passphrase = 'correct horse 密码';

async function vaultWithPassphrase(): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  return vault;
}

function bring(vault: Vault, { certificate, key }: TestIdentity) {
  return vault.importItems({ certificates: [certificate], keys: [key], origin });
}

describe('protectors', () => {
  test('[K01] importing a first key into a keyless vault requires a secret and leaves nothing behind', async () => {
    const vault = newTestVault();
    expect(vault.hasRecipient).toBe(false);
    await expect(bring(vault, await makeIdentity('CN=a'))).rejects.toMatchObject({ code: 'secret-required' });
    expect(await vault.status()).toMatchObject({ certificates: 0, keys: 0, revision: 0 });
    for (const wanted of [
      { useOsStore: true, recoveryCode: 'later' },
      { useOsStore: false, recoveryCode: 'create-now', passphrase: '' },
    ] as const) {
      await expect(vault.initialiseProtectors(wanted)).rejects.toMatchObject({ code: 'secret-required' });
    }
    expect(await vault.status()).toMatchObject({ state: 'keyless', protectors: [] });
  });

  test('[K02] a recovery code without confirmation may be the only protector (no OS store)', async () => {
    const vault = newTestVault();
    const made = await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'create-now' });
    expect(made.protectors).toEqual(['recovery-code']);
    const other = reopen(vault);
    await other.unlock({ kind: 'recovery-code', secret: made.recoveryCode ?? '' });
    expect(await other.status()).toMatchObject({ state: 'unlocked', lockable: false });
  });

  test('[K02] a passphrase unlocks in composed or decomposed form; a wrong one and the OS store do not', async () => {
    const vault = newTestVault();
    const typed = 'Ångström';
    await vault.initialiseProtectors({ passphrase: typed.normalize('NFD'), useOsStore: false, recoveryCode: 'later' });
    await expect(
      vault.initialiseProtectors({ passphrase: 'again', useOsStore: false, recoveryCode: 'later' }),
    ).rejects.toMatchObject({ code: 'vault-exists' });
    const other = reopen(vault);
    expect(await other.status()).toMatchObject({ state: 'locked', lockable: true });
    await other.checkSecret({ kind: 'passphrase', secret: typed.normalize('NFC') });
    expect(other.isUnlocked).toBe(false);
    await expect(other.unlock({ kind: 'passphrase', secret: 'Angstrom' })).rejects.toMatchObject({
      code: 'wrong-secret',
    });
    await expect(other.unlock({ kind: 'os-store' })).rejects.toMatchObject({ code: 'not-available' });
    await expect(other.unlock({ kind: 'recovery-code', secret: 'x' })).rejects.toMatchObject({ code: 'not-available' });
    expect(other.isUnlocked).toBe(false);
    await other.unlock({ kind: 'passphrase', secret: typed.normalize('NFD') });
    expect(await other.status()).toMatchObject({ state: 'unlocked' });
  });

  test('[K03] a locked vault opens only with a secret that the user enters', async () => {
    const vault = await vaultWithPassphrase();
    const identity = await makeIdentity('CN=a');
    await bring(vault, identity);
    vault.lock();
    expect(await vault.status()).toMatchObject({ state: 'locked' });
    await expect(vault.unlock({ kind: 'os-store' })).rejects.toMatchObject({ code: 'secret-required' });
    await expect(vault.withPrivateKey(identity.sha256, async () => await Promise.resolve(1))).rejects.toMatchObject({
      code: 'vault-locked',
    });
    await vault.unlock({ kind: 'passphrase', secret: passphrase });
    expect(await vault.withPrivateKey(identity.sha256, async () => await Promise.resolve(1))).toBe(1);
    expect(() => {
      newTestVault().lock();
    }).toThrow(expect.objectContaining({ code: 'not-lockable' }));
  });
});

describe('[U05] cancelling', () => {
  test('an unlock that was cancelled leaves the vault locked', async () => {
    const vault = reopen(await vaultWithPassphrase());
    const controller = new AbortController();
    const unlocking = vault.unlock({ kind: 'passphrase', secret: passphrase }, controller.signal);
    controller.abort();
    await expect(unlocking).rejects.toMatchObject({ code: 'cancelled' });
    expect(vault.isUnlocked).toBe(false);
    await vault.unlock({ kind: 'passphrase', secret: passphrase });
    expect(vault.isUnlocked).toBe(true);
  });

  test('a cancelled setup sets no passphrase', async () => {
    const vault = newTestVault();
    const controller = new AbortController();
    const wanted = { passphrase, useOsStore: false, recoveryCode: 'later' } as const;
    const setting = vault.initialiseProtectors(wanted, controller.signal);
    controller.abort();
    await expect(setting).rejects.toMatchObject({ code: 'cancelled' });
    expect(await vault.status()).toMatchObject({ state: 'keyless', protectors: [] });
  });
});

describe('private keys', () => {
  test('[K03] keys are imported while locked, and lent and then zeroed when unlocked', async () => {
    const vault = await vaultWithPassphrase();
    vault.lock();
    const identity = await makeIdentity('CN=a');
    expect(await bring(vault, identity)).toMatchObject({ keysAdded: 1, added: [identity.sha256] });
    expect(await bring(vault, identity)).toMatchObject({ keysAdded: 0, known: [identity.sha256] });
    expect(vault.getRow(identity.sha256)).toMatchObject({ hasPrivateKey: true });
    await vault.unlock({ kind: 'passphrase', secret: passphrase });
    let lent: Uint8Array = new Uint8Array();
    await vault.withPrivateKey(identity.sha256, async (pkcs8) => {
      lent = pkcs8;
      expect(Buffer.from(pkcs8).equals(identity.key.pkcs8)).toBe(true);
      await Promise.resolve();
    });
    expect(lent.length).toBe(identity.key.pkcs8.length);
    expect(lent.every((byte) => byte === 0)).toBe(true);
  });

  test('[K06] a known certificate gains its key; without it, use fails with key-missing', async () => {
    const vault = await vaultWithPassphrase();
    const identity = await makeIdentity('CN=a');
    await vault.importItems({ certificates: [identity.certificate], keys: [], origin });
    await expect(vault.withPrivateKey(identity.sha256, async () => await Promise.resolve(1))).rejects.toMatchObject({
      code: 'key-missing',
    });
    expect(await bring(vault, identity)).toMatchObject({ keysAdded: 1, known: [identity.sha256] });
    expect(await vault.withPrivateKey(identity.sha256, async () => await Promise.resolve(1))).toBe(1);
    await expect(vault.withPrivateKey('00'.repeat(32), async () => await Promise.resolve(1))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('[K03] an import never replaces a key, not even when two arrive at once', async () => {
    const vault = await vaultWithPassphrase();
    const other = reopen(vault);
    const [mine, theirs] = [await makeIdentity('CN=a'), await makeIdentity('CN=a')];
    const impostor = { ...mine, key: { ...theirs.key, spkiSha256: mine.key.spkiSha256 } };
    const [first, second] = await Promise.all([bring(vault, mine), bring(other, impostor)]);
    // Either may come first; the other changes nothing.
    expect(first.keysAdded + second.keysAdded).toBe(1);
    const loser = first.keysAdded === 1 ? impostor : mine;
    expect(await bring(other, loser)).toMatchObject({ keysAdded: 0 });
    const borrowed = vault.withPrivateKey(mine.sha256, async (pkcs8) => Promise.resolve(Buffer.from(pkcs8)));
    if (loser === impostor) expect((await borrowed).equals(mine.key.pkcs8)).toBe(true);
    // A key that doesn't match the certificate is never lent.
    else await expect(borrowed).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  test('[K03] a key that was swapped for another is never used', async () => {
    const vault = await vaultWithPassphrase();
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    await bring(vault, a);
    await bring(vault, b);
    edit(vault, `UPDATE keys SET envelope = (SELECT envelope FROM keys WHERE spki_sha256 = '${b.key.spkiSha256}')`);
    let used = false;
    await expect(
      vault.withPrivateKey(a.sha256, async () => {
        used = true;
        await Promise.resolve();
      }),
    ).rejects.toMatchObject({ code: 'vault-damaged', details: { problem: 'key-mismatch' } });
    expect(used).toBe(false);
    const affected = a.key.spkiSha256;
    expect((await vault.verify()).findings).toEqual(
      ['key-swapped', 'key-mismatch'].map((problem) => ({ problem, affected })),
    );
  });

  test('[K06] a note is encrypted: written while locked, read only when unlocked', async () => {
    const vault = await vaultWithPassphrase();
    const identity = await makeIdentity('CN=a');
    await bring(vault, identity);
    vault.lock();
    await vault.annotate(identity.sha256, { note: '网银用户名 u-1' });
    await expect(vault.readNote(identity.sha256)).rejects.toMatchObject({ code: 'vault-locked' });
    await vault.unlock({ kind: 'passphrase', secret: passphrase });
    expect(await vault.readNote(identity.sha256)).toBe('网银用户名 u-1');
    await vault.annotate(identity.sha256, { note: null });
    expect(await vault.readNote(identity.sha256)).toBeNull();
  });
});

describe('verify', () => {
  test('[K08] is clean for a sound vault, locked and unlocked', async () => {
    const vault = await vaultWithPassphrase();
    const identity = await makeIdentity('CN=a');
    await bring(vault, identity);
    await vault.annotate(identity.sha256, { note: 'n' });
    expect(await vault.verify()).toEqual({ findings: [], certificates: 1, keys: 1, keysOpened: true, seal: 'sealed' });
    vault.lock();
    expect(await vault.verify()).toMatchObject({ findings: [], certificates: 1, keys: 1, keysOpened: false });
  });

  test('[K08] names a changed certificate, a cut key, a foreign key, a broken note and lost protectors', async () => {
    const vault = await vaultWithPassphrase();
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    await bring(vault, a);
    await bring(vault, b);
    await vault.annotate(a.sha256, { note: 'n' });
    const foreign = await encryptTo((await vaultRecipient(await vaultWithPassphrase())) ?? '', b.key.pkcs8);
    edit(
      vault,
      [
        `UPDATE certificates SET der = x'3000' WHERE sha256 = '${b.sha256}'`,
        `UPDATE certificates SET not_after = '2099-01-01T00:00:00Z' WHERE sha256 = '${a.sha256}'`,
        `UPDATE keys SET envelope = substr(envelope, 1, 90) WHERE spki_sha256 = '${a.key.spkiSha256}'`,
        `UPDATE keys SET envelope = x'${Buffer.from(foreign).toString('hex')}' WHERE spki_sha256 = '${b.key.spkiSha256}'`,
        `UPDATE annotations SET note = x'00'`,
        `UPDATE protectors SET envelope = x'00'`,
        `PRAGMA foreign_keys = OFF; INSERT INTO origins (sha256, via, imported_at) VALUES ('gone', 'file', '')`,
      ].join(';'),
    );
    const { findings } = await vault.verify();
    expect(findings).toHaveLength(10);
    expect(findings).toEqual(
      expect.arrayContaining([
        { problem: 'certificate-changed', affected: b.sha256 },
        { problem: 'columns-changed', affected: a.sha256 },
        { problem: 'key-unreadable', affected: a.key.spkiSha256 },
        { problem: 'key-unreadable', affected: b.key.spkiSha256 },
        { problem: 'note-unreadable', affected: a.sha256 },
        { problem: 'protector-unreadable', affected: 'passphrase' },
        { problem: 'reference', affected: 'origins:3' },
        // The seal reports the rest (K07).
        ...[a, b].map(({ key }) => ({ problem: 'key-swapped', affected: key.spkiSha256 })),
        { problem: 'protectors-changed', affected: 'passphrase' },
      ]),
    );
  });
});

function edit(vault: Vault, sql: string): void {
  const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { enableForeignKeyConstraints: false });
  database.exec(sql);
  database.close();
}

async function vaultRecipient(vault: Vault): Promise<string | null> {
  const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
  const recipient = database.prepare('SELECT recipient FROM vault').get()?.['recipient'];
  database.close();
  return await Promise.resolve(typeof recipient === 'string' ? recipient : null);
}
