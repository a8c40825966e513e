// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { vaultPath } from '../../../../main/vault/folder/folder.ts';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { openReadOnly } from '../../../../main/vault/store/open-read-only.ts';
import { VaultConnection } from '../../../../main/vault/store/vault-connection.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { plant, plants } from '../../../support/vault/planted-sql.ts';
import { bringIdentity, copyOf, makeSealedVault, openCopy, unlockCopy } from '../../../support/vault/sealed-vault.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';

const bytesIn = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    );

/** Row counts that triggers must not change. */
const guarded = (folder: string) =>
  ['anchors', 'ca_profiles', 'protectors', 'keys', 'losses'].map((table) => [
    table,
    rowsOf(folder, `SELECT count(*) AS n FROM ${table}`)[0]?.['n'],
  ]);

function refusalOf(work: () => unknown): AppError | string {
  try {
    work();
    return 'not refused';
  } catch (error) {
    return error instanceof AppError ? error : String(error);
  }
}

describe.each(Object.entries(plants))('%s', (_title, planted) => {
  test('[K07] planted in a closed vault is reported, and no byte of the folder changes', async () => {
    const { folder } = await makeSealedVault();
    plant(folder, planted);
    const before = bytesIn(folder);
    expect(refusalOf(() => openVault(folder, testVaultOptions()).close())).toMatchObject({
      code: 'vault-tampered',
      details: { objects: expect.arrayContaining([planted.object]) },
    });
    expect(bytesIn(folder)).toEqual(before);
  });

  test('[K07] planted in an open vault by another process is reported and never run', async () => {
    const { folder, identities } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    // Compiles and caches the statements of an import and the list.
    await bringIdentity(vault, await makeIdentity('CN=cached'));
    vault.listRows({ search: '' });
    const before = guarded(folder);
    plant(folder, planted);
    const named = { code: 'vault-tampered', details: { objects: expect.arrayContaining([planted.object]) } };
    await expect(bringIdentity(vault, await makeIdentity('CN=c'))).rejects.toMatchObject(named);
    expect(refusalOf(() => vault.listRows({ search: '' }))).toMatchObject(named);
    expect(refusalOf(() => vault.getRow(identities[0]?.sha256 ?? ''))).toMatchObject(named);
    expect(guarded(folder)).toEqual(before);
  });
});

test('[K07] a view planted in the WAL of a killed program is reported, and no byte changes', async () => {
  const { folder } = await makeSealedVault();
  const killed = new DatabaseSync(vaultPath(folder));
  killed.exec('PRAGMA wal_autocheckpoint = 0; CREATE VIEW planted AS SELECT 1');
  const left = copyOf(folder);
  killed.close();
  rmSync(`${vaultPath(left)}-shm`, { force: true });
  const before = bytesIn(left);
  expect(before.map((line) => line.split(' ')[0])).toContain('vault.sqlite-wal');
  expect(refusalOf(() => openVault(left, testVaultOptions()).close())).toMatchObject({
    code: 'vault-tampered',
    details: { objects: ['view planted'] },
  });
  expect(bytesIn(left)).toEqual(before);
});

describe('a vault with the expected schema', () => {
  test('[K07] is not refused after another process rebuilds the file', async () => {
    const { folder } = await makeSealedVault();
    const vault = openCopy(folder);
    const rows = vault.listRows({ search: '' });
    editVault(folder, 'VACUUM');
    expect(vault.listRows({ search: '' })).toEqual(rows);
    await bringIdentity(vault, await makeIdentity('CN=c'));
    expect(vault.listRows({ search: '' })).toHaveLength(rows.length + 1);
  });

  test('[K07] is compared again after a planted trigger, whatever the schema version says', async () => {
    const { folder } = await makeSealedVault();
    const vault = openCopy(folder);
    const rows = vault.listRows({ search: '' });
    const version = rowsOf(folder, 'PRAGMA schema_version')[0]?.['schema_version'];
    editVault(folder, 'CREATE TRIGGER planted AFTER INSERT ON keys BEGIN DELETE FROM keys; END');
    expect(refusalOf(() => vault.listRows({ search: '' }))).toMatchObject({ code: 'vault-tampered' });
    editVault(folder, `PRAGMA schema_version = ${Number(version)}`);
    expect(refusalOf(() => vault.listRows({ search: '' }))).toMatchObject({ code: 'vault-tampered' });
    editVault(folder, 'DROP TRIGGER planted');
    expect(vault.listRows({ search: '' })).toEqual(rows);
  });

  test('[K07] ignores planted SQL within a transaction and refuses the next one', async () => {
    const { folder } = await makeSealedVault();
    const database = new VaultConnection(vaultPath(folder));
    const keys = database.prepare('SELECT count(*) AS n FROM keys');
    database.exec('BEGIN');
    const before = keys.get();
    plant(folder, { sql: 'CREATE VIEW planted AS SELECT 1', object: 'view planted' });
    expect(keys.get()).toEqual(before);
    database.exec('COMMIT');
    expect(refusalOf(() => keys.get())).toMatchObject({
      code: 'vault-tampered',
      details: { objects: ['view planted'] },
    });
    expect(database.isTransaction).toBe(false);
    database.close();
  });

  test('[K07] is read from a WAL, with or without its index, without changing a byte', async () => {
    const { folder } = await makeSealedVault();
    const writer = new DatabaseSync(vaultPath(folder));
    writer.exec('PRAGMA wal_autocheckpoint = 0; UPDATE vault SET revision = 4711');
    const withIndex = copyOf(folder);
    writer.close();
    for (const each of [withIndex, folder]) {
      const before = bytesIn(each);
      const database = openReadOnly(vaultPath(each));
      expect(database.prepare('SELECT revision FROM vault').get()).toEqual({ revision: 4711 });
      database.close();
      expect(bytesIn(each)).toEqual(before);
    }
  });

  test('[K07] still removes the rows that refer to a deleted certificate', async () => {
    const { folder, identities } = await makeSealedVault();
    const database = new VaultConnection(vaultPath(folder));
    database.prepare('DELETE FROM certificates WHERE sha256 = ?').run(identities[0]?.sha256 ?? '');
    expect(database.prepare('SELECT count(*) AS n FROM annotations').get()).toEqual({ n: 0 });
    database.close();
  });

  test.each([
    ['a recursive query', 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 1'],
    ['ATTACH', "ATTACH ':memory:' AS other"],
  ])('[K07] the authorizer denies %s', async (_name, sql) => {
    const { folder } = await makeSealedVault();
    const database = new VaultConnection(vaultPath(folder));
    expect(() => database.prepare(sql).all()).toThrow('not authorized');
    database.close();
  });

  test('[K08] does not open without an authorizer, and the error names the old runtime', async () => {
    const { folder } = await makeSealedVault();
    const prototype = DatabaseSync.prototype as Partial<DatabaseSync>;
    const { setAuthorizer } = prototype;
    delete prototype.setAuthorizer;
    try {
      expect(refusalOf(() => openVault(folder, testVaultOptions()))).toMatchObject({ code: 'runtime-too-old' });
    } finally {
      if (setAuthorizer) prototype.setAuthorizer = setAuthorizer;
    }
  });
});
