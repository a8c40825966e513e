// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { vaultPath } from '../../../../main/vault/folder/folder.ts';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { migrations, schemaV1, unreleasedApplicationId } from '../../../../main/vault/store/migrations.ts';
import { inventedV2 } from '../../../support/vault/invented-schema.ts';
import { contentOf, makeRichVault } from '../../../support/vault/rich-vault.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';
import { privateFileMode } from '../../../support/system.ts';

const day = 24 * 60 * 60 * 1000;
const copyOf = (folder: string) => join(folder, 'vault.sqlite.before-v2');
const versionOf = (folder: string) => rowsOf(folder, 'PRAGMA user_version')[0]?.['user_version'];
const tables = ['vault', 'protectors', 'certificates', 'keys', 'annotations', 'origins', 'requests', 'backups'];

function rowsIn(path: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
  } finally {
    database.close();
  }
}

function emptyVault(): string {
  const vault = newTestVault();
  vault.close();
  return vault.folder;
}

describe('migrations', () => {
  test('[K08] the text of schema version 1 is unchanged', () => {
    // Vaults with a different schema text are refused: change it only on purpose, never after a release.
    expect(createHash('sha256').update(schemaV1).digest('hex')).toBe(
      'e5751849cd0c14d7c8bc4d75d548feceec6acd5689b470990d029de409574124',
    );
  });

  test('[K08] a vault of version 1 opens in an invented later program with everything in it', async () => {
    const folder = temporaryFolder();
    const made = await makeRichVault(folder);
    const vault = openVault(folder, testVaultOptions(), inventedV2);
    try {
      expect((await vault.status()).schemaVersion).toBe(2);
      await vault.unlock({ kind: 'recovery-code', secret: made.recoveryCode });
      await vault.checkSecret({ kind: 'passphrase', secret: made.passphrase });
      expect(await vault.verify()).toMatchObject({
        findings: [],
        seal: 'sealed',
        keysOpened: true,
        certificates: made.certificates.length,
      });
      await vault.deletion.restore(made.deleted);
      const ids = made.certificates.map((each) => each.sha256);
      expect(await contentOf(vault, ids)).toEqual(made.certificates);
    } finally {
      vault.close();
    }
    expect(() => openVault(folder, testVaultOptions())).toThrow(
      expect.objectContaining({ code: 'vault-newer', details: { found: 2, supported: 1 } }),
    );
  });

  test('[K08] copies the vault once before a migration, and logs the migration', async () => {
    const folder = temporaryFolder();
    await makeRichVault(folder);
    const rows = rowsIn(vaultPath(folder));
    openVault(folder, testVaultOptions(), inventedV2).close();
    expect(rowsIn(copyOf(folder))).toEqual(rows);
    const copy = new DatabaseSync(copyOf(folder), { readOnly: true });
    expect(copy.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
    copy.close();
    expect(statSync(copyOf(folder)).mode & 0o777).toBe(privateFileMode);
    const logged = rowsOf(folder, "SELECT detail FROM log WHERE event = 'vault-migrated'");
    expect(logged).toEqual([{ detail: '{"what":"2"}' }]);
    const made = statSync(copyOf(folder)).mtimeMs;
    openVault(folder, testVaultOptions(), inventedV2).close();
    expect(statSync(copyOf(folder)).mtimeMs).toBe(made);
    expect(readdirSync(folder).toSorted()).toEqual(['vault.sqlite', 'vault.sqlite.before-v2']);
  });

  test('[K10] a purge removes the copy; without one it is removed after 30 days', async () => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    for (const purge of [true, false]) {
      const folder = temporaryFolder();
      const { certificates } = await makeRichVault(folder);
      const vault = openVault(folder, testVaultOptions(), inventedV2);
      try {
        utimesSync(copyOf(folder), new Date(now - 29 * day), new Date(now - 29 * day));
        await vault.deletion.sweep();
        expect(existsSync(copyOf(folder))).toBe(true);
        if (purge) {
          await vault.deletion.moveToTrash([certificates[0]?.sha256 ?? '']);
          await vault.deletion.purge(null);
        } else {
          utimesSync(copyOf(folder), new Date(now - 30 * day), new Date(now - 30 * day));
          await vault.deletion.sweep();
        }
        expect(existsSync(copyOf(folder))).toBe(false);
      } finally {
        vault.close();
      }
    }
  });

  test('[K08] does not start a migration when the copy cannot be made', () => {
    const folder = emptyVault();
    // A folder already has the copy's name.
    mkdirSync(join(copyOf(folder), 'x'), { recursive: true });
    expect(() => openVault(folder, testVaultOptions(), inventedV2)).toThrow();
    expect(versionOf(folder)).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
  });

  test('[K08] refuses a vault of a newer program and changes no byte of it', () => {
    const folder = emptyVault();
    editVault(folder, `PRAGMA user_version = ${migrations.length + 1}`);
    const bytes = readFileSync(vaultPath(folder));
    expect(() => openVault(folder, testVaultOptions())).toThrow(expect.objectContaining({ code: 'vault-newer' }));
    expect(readFileSync(vaultPath(folder)).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['vault.sqlite']);
  });

  test.each([1, 8])('[K08] reports a vault of development schema %i and changes no byte of it', (version) => {
    const folder = emptyVault();
    editVault(folder, `PRAGMA application_id = ${unreleasedApplicationId}; PRAGMA user_version = ${version}`);
    const bytes = readFileSync(vaultPath(folder));
    expect(() => openVault(folder, testVaultOptions())).toThrow(expect.objectContaining({ code: 'vault-unreleased' }));
    expect(readFileSync(vaultPath(folder)).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['vault.sqlite']);
  });
});
