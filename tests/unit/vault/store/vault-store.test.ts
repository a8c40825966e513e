// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { vaultExists } from '../../../../main/vault/folder/folder.ts';
import { createVault, openOrCreateVault, openVault } from '../../../../main/vault/open-vault.ts';
import { currentSchemaVersion } from '../../../../main/vault/store/migrations.ts';
import { missingVaultStatus } from '../../../../main/vault/vault-status.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';
import { onWindows, privateFileMode, privateFolderMode } from '../../../support/system.ts';

const origin = { via: 'file', fileName: '工行.pfx', path: '/home/me/工行.pfx', downloadedFrom: null } as const;

describe('vault file', () => {
  test('[K01] a new vault is keyless, private to its owner and needs no secret', async () => {
    const vault = newTestVault();
    const status = await vault.status();
    expect(status).toMatchObject({
      exists: true,
      state: 'keyless',
      protectors: [],
      lockable: false,
      recoverySaved: false,
    });
    expect(status).toMatchObject({
      certificates: 0,
      keys: 0,
      revision: 0,
      schemaVersion: currentSchemaVersion,
      folder: vault.folder,
    });
    expect(status.osStore).toEqual({ available: false, reason: 'none in this test' });
    await vault.importItems({ certificates: [(await makeIdentity('CN=a')).certificate], keys: [], origin });
    expect(statSync(vault.folder).mode & 0o777).toBe(privateFolderMode);
    const files = readdirSync(vault.folder);
    expect(files.toSorted()).toEqual(['vault.sqlite', 'vault.sqlite-shm', 'vault.sqlite-wal']);
    for (const file of files) expect(statSync(join(vault.folder, file)).mode & 0o777).toBe(privateFileMode);
  });

  test('[K01] a folder without a vault is reported as missing and stays empty', async () => {
    const folder = temporaryFolder();
    const options = testVaultOptions();
    expect(vaultExists(folder)).toBe(false);
    expect(await missingVaultStatus(folder, options.osStore)).toMatchObject({ exists: false, state: 'missing' });
    expect(() => openVault(folder, options)).toThrow(expect.objectContaining({ code: 'vault-missing' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('[K01] an existing vault is opened, never created again', () => {
    const vault = newTestVault();
    expect(() => createVault(vault.folder, testVaultOptions())).toThrow(
      expect.objectContaining({ code: 'vault-exists' }),
    );
    const second = openOrCreateVault(vault.folder, testVaultOptions());
    expect(second.revision).toBe(0);
    second.close();
  });

  test('[K01] a vault that a later program migrated while it was open here is neither read nor changed', async () => {
    const vault = newTestVault();
    const [one, two] = [(await makeIdentity('CN=a')).certificate, (await makeIdentity('CN=b')).certificate];
    await vault.importItems({ certificates: [one], keys: [], origin });
    const [id = ''] = vault.listRows({ search: '' }).map(({ sha256 }) => sha256);
    const newer = currentSchemaVersion + 1;
    editVault(vault.folder, `PRAGMA user_version = ${newer}`);
    const refused = { code: 'vault-newer', details: { found: newer, supported: currentSchemaVersion } };
    await expect(vault.importItems({ certificates: [two], keys: [], origin })).rejects.toMatchObject(refused);
    await expect(vault.annotate(id, { label: 'x' })).rejects.toMatchObject(refused);
    const judgedWith = { isListed: () => true, confirmed: [] };
    await expect(vault.checks.keepPaths([], judgedWith)).rejects.toMatchObject(refused);
    // A schema that can't be compared isn't read either.
    expect(() => vault.listRows({ search: '' })).toThrow(expect.objectContaining(refused));
    // No transaction stays open.
    editVault(vault.folder, `PRAGMA user_version = ${currentSchemaVersion}`);
    expect(vault.listRows({ search: '' })).toMatchObject([{ sha256: id, label: null }]);
    await vault.annotate(id, { label: 'x' });
  });

  test('[K01] an existing folder with other files keeps its mode', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mine.txt'), 'x');
    const before = statSync(folder).mode;
    createVault(folder, testVaultOptions()).close();
    expect(statSync(folder).mode).toBe(before);
    expect(existsSync(join(folder, 'mine.txt'))).toBe(true);
  });

  test('[K01] a vault folder that others can enter becomes private, unless it has other files', () => {
    const vault = newTestVault();
    vault.close();
    chmodSync(vault.folder, 0o755);
    openVault(vault.folder, testVaultOptions()).close();
    expect(statSync(vault.folder).mode & 0o777).toBe(privateFolderMode);
    chmodSync(vault.folder, 0o755);
    writeFileSync(join(vault.folder, 'mine.txt'), 'x');
    openVault(vault.folder, testVaultOptions()).close();
    expect(statSync(vault.folder).mode & 0o777).toBe(onWindows ? 0o666 : 0o755);
  });

  test('[K08] the vault of a later version is refused and left unchanged', () => {
    const vault = newTestVault();
    vault.close();
    const path = join(vault.folder, 'vault.sqlite');
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const before = statSync(path).mtimeMs;
    expect(() => openVault(vault.folder, testVaultOptions())).toThrow(
      expect.objectContaining({ code: 'vault-newer', details: { found: 99, supported: currentSchemaVersion } }),
    );
    expect(statSync(path).mtimeMs).toBe(before);
    expect(readdirSync(vault.folder)).toEqual(['vault.sqlite']);
  });

  test("[K08] another program's database, text and an empty file are never adopted", () => {
    const folder = temporaryFolder();
    const path = join(folder, 'vault.sqlite');
    const refuses = (problem: string) => {
      expect(() => openVault(folder, testVaultOptions())).toThrow(
        expect.objectContaining({ code: 'vault-damaged', details: expect.objectContaining({ problem }) }),
      );
    };
    writeFileSync(path, '');
    refuses('not-a-database');
    writeFileSync(path, 'hello '.repeat(1000));
    refuses('not-a-database');
    writeFileSync(path, '');
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE t (a)');
    database.close();
    refuses('not-a-vault');
  });
});

describe('import and list', () => {
  test('[K06] an imported certificate is listed with its origin; a known one gains another origin', async () => {
    const vault = newTestVault();
    const identity = await makeIdentity('CN=051@张三@110101199001011234@1,O=CFCA', '我的证书');
    const items = { certificates: [identity.certificate], keys: [], origin };
    const first = await vault.importItems(items);
    expect(first).toEqual({ added: [identity.sha256], known: [], keysAdded: 0, sha256OfAll: [identity.sha256] });
    const revision = vault.revision;
    expect(await vault.importItems(items)).toMatchObject({ added: [], known: [identity.sha256] });
    expect(vault.revision).toBe(revision);
    await vault.importItems({ ...items, origin: { ...origin, fileName: 'copy.p12' } });
    expect(vault.revision).toBe(revision + 1);
    expect(vault.originsOf(identity.sha256).map((one) => one.fileName)).toEqual(['工行.pfx', 'copy.p12']);
    const row = vault.getRow(identity.sha256);
    // Rows don't contain the search text.
    const { searchText: _, ...fields } = identity.certificate.fields;
    expect(row).toMatchObject({
      ...fields,
      friendlyName: '我的证书',
      hasPrivateKey: false,
      addedAt: '2026-11-24T12:00:00.000Z',
      origin: { ...origin, importedAt: '2026-11-24T12:00:00.000Z' },
    });
    expect(vault.getDer(identity.sha256)).toEqual(identity.certificate.der);
    expect(vault.listRows({ search: '' })).toHaveLength(1);
    expect(vault.getRow('00'.repeat(32))).toBeNull();
  });

  test('[L02] search finds single Chinese characters, labels, tags, places and files, but no notes', async () => {
    const vault = newTestVault();
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    const a = await makeIdentity('CN=张三,O=Bank');
    const b = await makeIdentity('CN=李四,O=Bank');
    await vault.importItems({ certificates: [a.certificate, b.certificate], keys: [], origin });
    await vault.annotate(a.sha256, { label: '工资Card', place: '办公室', note: 'hidden-words', tags: ['ＶＩＰ'] });
    const find = (search: string) => vault.listRows({ search }).map((row) => row.sha256);
    const searches = ['张', '张三', 'card', 'CARD 张', '办公', 'vip', a.sha256.slice(0, 12)];
    expect(searches.map((search) => [search, ...find(search)])).toEqual(searches.map((search) => [search, a.sha256]));
    expect(find('bank')).toHaveLength(2);
    expect(find('工行.PFX')).toHaveLength(2);
    expect(find('张 李')).toEqual([]);
    expect(find('hidden-words')).toEqual([]);
    expect(find('%')).toEqual([]);
    expect(vault.findByLabel('工资Card')).toEqual([a.sha256]);
    expect(vault.findByLabel('工资')).toEqual([]);
    // A certificate without a label is found by its displayed name.
    expect(vault.findByLabel('李四')).toEqual([b.sha256]);
    expect(vault.findByLabel('张三')).toEqual([]);
    expect(vault.findByPrefix(a.sha256.slice(0, 8).toUpperCase())).toEqual([a.sha256]);
    expect(vault.findByPrefix("' OR 1=1")).toEqual([]);
    await vault.annotate(a.sha256, { label: null });
    expect(find('card')).toEqual([]);
    expect(vault.getRow(a.sha256)).toMatchObject({ label: null, place: '办公室', tags: ['ＶＩＰ'], hasNote: true });
  });

  test('[K06] refuses to annotate an unknown certificate, or to add a note without an identity', async () => {
    const vault = newTestVault();
    const { certificate, sha256 } = await makeIdentity('CN=a');
    await vault.importItems({ certificates: [certificate], keys: [], origin });
    await expect(vault.annotate('11'.repeat(32), { label: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(vault.annotate(sha256, { note: 'x' })).rejects.toMatchObject({ code: 'secret-required' });
    await vault.annotate(sha256, { label: 'x', note: null });
    expect(await vault.readNote(sha256)).toBeNull();
  });

  test('[K08] refuses a certificate that does not match its fingerprint', async () => {
    const vault = newTestVault();
    const { certificate } = await makeIdentity('CN=a');
    const der = Uint8Array.from(certificate.der);
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    const items = { certificates: [{ ...certificate, der }], keys: [], origin };
    await expect(vault.importItems(items)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(vault.listRows({ search: '' })).toEqual([]);
  });

  test('[A01] reports a change by another connection, and an own change at once', async () => {
    const vault = newTestVault({ watchIntervalMs: 5 });
    const changes: boolean[] = [];
    const foreign = new Promise<void>((resolve) => {
      vault.onChange((change) => {
        changes.push(change.foreign);
        if (change.foreign) resolve();
      });
    });
    const { certificate, sha256 } = await makeIdentity('CN=a');
    await vault.importItems({ certificates: [certificate], keys: [], origin });
    expect(changes).toEqual([false]);
    const other = reopen(vault);
    await other.annotate(sha256, { label: 'x' });
    await foreign;
    expect(changes).toEqual([false, true]);
    expect(vault.revision).toBe(2);
  });
});
