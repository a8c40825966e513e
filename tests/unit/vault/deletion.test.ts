// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { eraseResidue } from '../../../main/vault/deletion/erase-residue.ts';
import { appendLogEntry } from '../../../main/vault/log/append-entry.ts';
import { VaultConnection } from '../../../main/vault/store/vault-connection.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, makeKeyPair, type TestIdentity } from '../../support/openssl/make-identity.ts';
import { newTestVault, reopen } from '../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const day = 24 * 60 * 60 * 1000;

async function vaultWith(...identities: readonly TestIdentity[]): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  await put(vault, ...identities);
  return vault;
}

async function put(vault: Vault, ...identities: readonly TestIdentity[]) {
  return await vault.importItems({
    certificates: identities.map((each) => each.certificate),
    keys: identities.map((each) => each.key),
    origin,
  });
}

const use = async (vault: Vault, sha256: string) => await vault.withPrivateKey(sha256, async (key) => key.length > 0);
const listed = (vault: Vault) => vault.listRows({ search: '' }).map((row) => row.sha256);
const counts = async (vault: Vault) => {
  const { certificates, keys, deleted } = await vault.status();
  return { certificates, keys, deleted };
};
function logOf(vault: Vault): [string, unknown][] {
  const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT event, detail FROM log ORDER BY seq').all();
  database.close();
  return rows.map((row) => [String(row['event']), JSON.parse(String(row['detail']))]);
}

describe('最近删除', () => {
  test.each(['request-removed', 'temporary-key-removed', 'purged'] as const)(
    '[K10] the file is rebuilt again when another process logs %s in between',
    async (event) => {
      const { folder } = await vaultWith();
      const path = join(folder, 'vault.sqlite');
      const [erasing, reader] = [new VaultConnection(path, { timeout: 0 }), new DatabaseSync(path)];
      const rebuild = vi.spyOn(erasing, 'vacuum');
      // An open read transaction keeps the WAL from being truncated.
      reader.exec('BEGIN; SELECT count(*) FROM log');
      const erased = eraseResidue(erasing);
      expect(rebuild).toHaveBeenCalledTimes(1);
      reader.exec('COMMIT');
      appendLogEntry(reader, new Date(), event, {});
      expect(await erased).toBe(true);
      expect(rebuild).toHaveBeenCalledTimes(2);
      for (const each of [erasing, reader]) each.close();
    },
  );

  test('[K10] hides a deleted certificate from lists and searches, and neither uses nor counts its key', async () => {
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    const vault = await vaultWith(a, b);
    await vault.annotate(a.sha256, { label: '工资', tags: ['x'] });
    expect(vault.deletion.keysThatGo([a.sha256])).toEqual({ keys: 1, certificates: 1, unsaved: 1 });
    expect(await vault.deletion.moveToTrash([a.sha256])).toEqual({
      deleted: 1,
      keys: 1,
      at: '2026-11-24T12:00:00.000Z',
    });
    expect(listed(vault)).toEqual([b.sha256]);
    expect(vault.listRows({ search: '工资' })).toEqual([]);
    expect(vault.findByPrefix(a.sha256)).toEqual([]);
    expect(vault.findByLabel('工资')).toEqual([]);
    expect(vault.listRows({ search: '' }).map((each) => each.sha256)).toEqual([b.sha256]);
    expect(await counts(vault)).toEqual({ certificates: 1, keys: 1, deleted: 1 });
    await expect(use(vault, a.sha256)).rejects.toMatchObject({ code: 'not-found' });
    expect(vault.deletion.list().map((row) => [row.sha256, row.deletedAt, row.label])).toEqual([
      [a.sha256, '2026-11-24T12:00:00.000Z', '工资'],
    ]);
    expect((await vault.verify()).findings).toEqual([]);
    expect(logOf(vault)).toContainEqual(['deleted', { certificates: [a.sha256], count: 1, keys: 1 }]);
  });

  test('[K10] [U07] restoring brings everything back, the key too', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    await vault.annotate(a.sha256, { label: '工资', note: 'n', tags: ['x'] });
    const before = vault.getRow(a.sha256);
    await vault.deletion.moveToTrash([a.sha256]);
    expect(await vault.deletion.restore([a.sha256])).toBe(1);
    expect(vault.getRow(a.sha256)).toEqual(before);
    expect(await vault.readNote(a.sha256)).toBe('n');
    expect(await use(vault, a.sha256)).toBe(true);
    expect(await counts(vault)).toEqual({ certificates: 1, keys: 1, deleted: 0 });
    expect(logOf(vault)).toContainEqual(['restored', { certificates: [a.sha256], count: 1 }]);
  });

  test('[K10] keeps a key that another certificate uses, even when the first one is purged', async () => {
    const pair = await makeKeyPair();
    const [old, renewed] = [await makeIdentity('CN=a', null, pair), await makeIdentity('CN=a', null, pair)];
    const vault = await vaultWith(old, renewed);
    expect(vault.deletion.keysThatGo([old.sha256])).toEqual({ keys: 0, certificates: 0, unsaved: 0 });
    expect(vault.deletion.keysThatGo([old.sha256, renewed.sha256])).toEqual({ keys: 1, certificates: 2, unsaved: 2 });
    await vault.deletion.moveToTrash([old.sha256]);
    expect(await use(vault, renewed.sha256)).toBe(true);
    expect(await vault.deletion.purge(null)).toEqual({ purged: 1, keys: 0, residueLeft: false });
    expect(await use(vault, renewed.sha256)).toBe(true);
  });

  test('[K10] purging one of two deleted certificates of a key leaves the key to the other', async () => {
    const pair = await makeKeyPair();
    const [a, b] = [await makeIdentity('CN=a', null, pair), await makeIdentity('CN=a', null, pair)];
    const vault = await vaultWith(a, b);
    await vault.deletion.moveToTrash([a.sha256, b.sha256]);
    expect(await vault.deletion.purge([a.sha256])).toEqual({ purged: 1, keys: 0, residueLeft: false });
    await vault.deletion.restore([b.sha256]);
    expect(await use(vault, b.sha256)).toBe(true);
    await vault.deletion.moveToTrash([b.sha256]);
    expect(await vault.deletion.purge([b.sha256])).toEqual({ purged: 1, keys: 1, residueLeft: false });
    expect(await vault.verify()).toMatchObject({ findings: [], certificates: 0, keys: 0 });
  });

  test('[K10] importing a certificate in 最近删除 brings it back and reports it as added', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    await vault.annotate(a.sha256, { label: '工资' });
    await vault.deletion.moveToTrash([a.sha256]);
    expect(await put(vault, a)).toMatchObject({ added: [a.sha256], known: [], keysAdded: 1 });
    expect(vault.getRow(a.sha256)).toMatchObject({ label: '工资', deletedAt: null, hasPrivateKey: true });
    expect(await put(vault, a)).toMatchObject({ added: [], known: [a.sha256], keysAdded: 0 });
  });

  test('[K10] a key imported alone while its certificate is deleted survives the purge', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    await vault.deletion.moveToTrash([a.sha256]);
    expect(await vault.importItems({ certificates: [], keys: [a.key], origin })).toMatchObject({ keysAdded: 1 });
    expect(await counts(vault)).toEqual({ certificates: 0, keys: 1, deleted: 1 });
    expect(await vault.deletion.purge(null)).toEqual({ purged: 1, keys: 0, residueLeft: false });
    expect(await put(vault, a)).toMatchObject({ added: [a.sha256], keysAdded: 0 });
    expect(await use(vault, a.sha256)).toBe(true);
  });

  test('[K10] a clock set back keeps no key from being purged with its certificate', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    const earlier = reopen(vault, { clock: () => new Date('2020-01-01T00:00:00Z') });
    await earlier.deletion.moveToTrash([a.sha256]);
    expect(await counts(vault)).toEqual({ certificates: 0, keys: 0, deleted: 1 });
    expect(await vault.deletion.purge(null)).toEqual({ purged: 1, keys: 1, residueLeft: false });
  });

  test('[K10] deletes none of the selected certificates when one of them is unknown', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    const both = [a.sha256, 'f'.repeat(64)];
    await expect(vault.deletion.moveToTrash(both)).rejects.toMatchObject({ code: 'not-found' });
    await expect(vault.deletion.restore(both)).rejects.toMatchObject({ code: 'not-found' });
    expect(() => vault.deletion.keysThatGo(both)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(listed(vault)).toEqual([a.sha256]);
    // Active certificates are never purged.
    await expect(vault.deletion.purge([a.sha256])).rejects.toMatchObject({ code: 'not-found' });
    expect(existsSync(join(vault.folder, 'vault.sqlite.erase-pending'))).toBe(false);
    expect(listed(vault)).toEqual([a.sha256]);
  });

  test('[K10] a sweep purges certificates deleted 30 days ago, and nothing younger', async () => {
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    const vault = await vaultWith(a, b);
    await vault.deletion.moveToTrash([a.sha256]);
    const at = (days: number) =>
      reopen(vault, { clock: () => new Date(Date.parse('2026-11-24T12:00:00Z') + days * day) });
    await at(1).deletion.moveToTrash([b.sha256]);
    expect(await at(29.99).deletion.sweep()).toBe(null);
    expect(await at(30).deletion.sweep()).toEqual({ purged: 1, keys: 1, residueLeft: false });
    expect(vault.deletion.list().map((row) => row.sha256)).toEqual([b.sha256]);
    expect(logOf(vault).at(-1)).toEqual(['purged', { certificates: [a.sha256], count: 1, keys: 1 }]);
  });
});
