// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { newTestVault, temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
const entry = { name: '网银 U盾', notAfter: '2027-03-31T15:59:59.999Z', place: '工商银行' };

async function vaultWith(...identities: readonly TestIdentity[]): Promise<Vault> {
  const vault = newTestVault();
  await vault.importItems({ certificates: identities.map((each) => each.certificate), keys: [], origin });
  return vault;
}

const watchedFlag = (vault: Vault, sha256: string) => vault.getRow(sha256)?.watched;
const rowCount = (vault: Vault): number => {
  const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
  const row = database.prepare('SELECT count(*) AS n FROM watched').get();
  database.close();
  return Number(row?.['n']);
};
const events = (vault: Vault) => vault.activity.list(null, 20).entries.map((each) => each.event);

describe('watched entries', () => {
  test('[D04] mark and unmark a certificate that stays in the vault, and are logged', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    expect(watchedFlag(vault, a.sha256)).toBe(false);
    const row = await vault.watching.addCertificate(a.sha256);
    expect(await vault.watching.addCertificate(a.sha256)).toEqual(row);
    expect(vault.watching.list()).toEqual([row]);
    expect(watchedFlag(vault, a.sha256)).toBe(true);
    await vault.watching.remove(row.id);
    expect(vault.watching.list()).toEqual([]);
    expect(watchedFlag(vault, a.sha256)).toBe(false);
    expect(events(vault).slice(0, 3)).toEqual(['unwatched', 'watched', 'imported']);
    await expect(vault.watching.remove(row.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(vault.watching.addCertificate('0'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[D04] keep one entry for the same name and date, which can be changed', async () => {
    const vault = newTestVault();
    const row = await vault.watching.add(entry);
    expect(await vault.watching.add({ ...entry, place: null })).toEqual(row);
    const changed = await vault.watching.change(row.id, { ...entry, name: '新的 U盾' });
    expect(vault.watching.list()).toEqual([{ ...row, name: '新的 U盾' }]);
    expect(changed).toEqual({ ...row, name: '新的 U盾' });
    const a = await makeIdentity('CN=a');
    await vault.importItems({ certificates: [a.certificate], keys: [], origin });
    const certificate = await vault.watching.addCertificate(a.sha256);
    await expect(vault.watching.change(certificate.id, entry)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[D04] [K10] are hidden in 最近删除, restored and purged with their certificate', async () => {
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    const vault = await vaultWith(a, b);
    const row = await vault.watching.addCertificate(a.sha256);
    await vault.deletion.moveToTrash([a.sha256]);
    expect(vault.watching.list()).toEqual([]);
    await vault.deletion.restore([a.sha256]);
    expect(vault.watching.list()).toEqual([row]);
    await vault.deletion.moveToTrash([a.sha256]);
    await vault.deletion.purge(null);
    expect(vault.watching.list()).toEqual([]);
    expect(rowCount(vault)).toBe(0);
    await vault.importItems({ certificates: [a.certificate], keys: [], origin });
    expect(watchedFlag(vault, a.sha256)).toBe(false);
    expect((await vault.verify()).findings).toEqual([]);
  });

  test('[D04] end when the key is imported, and refuse a certificate that has its key', async () => {
    const a = await makeIdentity('CN=a');
    const vault = await vaultWith(a);
    await vault.watching.addCertificate(a.sha256);
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    await vault.importItems({ certificates: [a.certificate], keys: [a.key], origin });
    expect(watchedFlag(vault, a.sha256)).toBe(false);
    expect(vault.watching.list()).toEqual([]);
    await expect(vault.watching.addCertificate(a.sha256)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('watched entries moved to another computer', () => {
  async function movedTo(ours: Vault, theirs: Vault, spoil = ''): Promise<void> {
    const path = join(temporaryFolder(), 'moved.vault');
    await theirs.exportTo(path);
    const database = new DatabaseSync(path);
    database.exec(spoil);
    database.close();
    const foreign = await readForeignVault(path, null);
    await mergeForeignVault(ours, foreign, { fileName: 'moved.vault', path, at: new Date('2026-11-24T13:00:00Z') });
  }

  test('[D04] [K09] are merged once, however often the file is imported', async () => {
    const [a, gone] = [await makeIdentity('CN=a'), await makeIdentity('CN=gone')];
    const theirs = await vaultWith(a, gone);
    const rows = [await theirs.watching.addCertificate(a.sha256), await theirs.watching.add(entry)];
    await theirs.watching.addCertificate(gone.sha256);
    await theirs.deletion.moveToTrash([gone.sha256]);
    const ours = newTestVault();
    await ours.watching.add({ ...entry, name: '自己的' });
    for (let turn = 0; turn < 2; turn += 1) await movedTo(ours, theirs);
    expect(ours.watching.list()).toHaveLength(3);
    expect(ours.watching.list()).toEqual(expect.arrayContaining(rows));
    expect(watchedFlag(ours, a.sha256)).toBe(true);
  });

  test('[D04] [K09] are left out when malformed, and the rest is merged', async () => {
    const theirs = newTestVault();
    await theirs.watching.add(entry);
    const kept = await theirs.watching.add({ ...entry, name: 'kept' });
    const ours = newTestVault();
    await movedTo(ours, theirs, "UPDATE watched SET not_after = 'soon' WHERE name <> 'kept'");
    expect(ours.watching.list()).toEqual([kept]);
  });
});
