import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { vaultPath } from '../../../main/vault/folder.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { currentSchemaVersion } from '../../../main/vault/store/migrations.ts';
import { contentOf, copyGoldenVault, goldenVersions } from '../../support/golden-vaults.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault-test-options.ts';

const day = 24 * 60 * 60 * 1000;
const copyOf = (folder: string) => join(folder, 'vault.sqlite.before-v2');
const events = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT event, detail FROM log').all();
  database.close();
  return rows.map((row) => `${String(row['event'])} ${String(row['detail'])}`);
};

describe('golden vaults', () => {
  test('[K08] there is one of every schema version', () => {
    expect(goldenVersions()).toEqual(Array.from({ length: currentSchemaVersion }, (_, index) => index + 1));
  });

  test.each(goldenVersions())(
    '[K08] version %i opens today: clean, every key opens, every note reads',
    async (version) => {
      const folder = temporaryFolder();
      const golden = copyGoldenVault(version, folder);
      const vault = openVault(folder, testVaultOptions());
      try {
        expect((await vault.status()).schemaVersion).toBe(currentSchemaVersion);
        await vault.unlock({ kind: 'recovery-code', secret: golden.recoveryCode });
        await vault.checkSecret({ kind: 'passphrase', secret: golden.passphrase });
        const verified = await vault.verify();
        expect(verified).toMatchObject({ findings: [], keysOpened: true, certificates: golden.certificates.length });
        expect(vault.deletion.list().map((row) => row.sha256)).toEqual(golden.deleted);
        if (golden.deleted.length > 0) await vault.deletion.restore(golden.deleted);
        const ids = golden.certificates.map((each) => each.sha256);
        expect(await contentOf(vault, ids)).toEqual(golden.certificates);
      } finally {
        vault.close();
      }
    },
  );

  test('[K08] before a migration the vault is kept as it was; the migration is in the log', () => {
    const folder = temporaryFolder();
    const golden = copyGoldenVault(1, folder);
    const before = new DatabaseSync(vaultPath(folder), { readOnly: true });
    const rowsOf = (database: DatabaseSync) =>
      ['vault', 'protectors', 'certificates', 'keys', 'annotations', 'origins'].map((table) =>
        database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
      );
    const rows = rowsOf(before);
    before.close();
    openVault(folder, testVaultOptions()).close();
    const copy = new DatabaseSync(copyOf(folder), { readOnly: true });
    expect(rowsOf(copy)).toEqual(rows);
    expect(rows[2]).toHaveLength(golden.certificates.length);
    expect(copy.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
    copy.close();
    expect(statSync(copyOf(folder)).mode & 0o777).toBe(0o600);
    const versions = Array.from({ length: currentSchemaVersion - 1 }, (_, index) => String(index + 2));
    expect(events(vaultPath(folder))).toEqual(versions.map((what) => `vault-migrated ${JSON.stringify({ what })}`));
    // Once: a vault of today's schema is not copied again.
    const made = statSync(copyOf(folder)).mtimeMs;
    openVault(folder, testVaultOptions()).close();
    expect(statSync(copyOf(folder)).mtimeMs).toBe(made);
    expect(readdirSync(folder).toSorted()).toEqual([
      'vault.sqlite',
      ...versions.map((version) => `vault.sqlite.before-v${version}`),
    ]);
  });

  test('[K10] a purge takes the copy with it; without one it goes after 30 days', async () => {
    const now = Date.parse('2026-11-24T12:00:00Z');
    for (const purge of [true, false]) {
      const folder = temporaryFolder();
      const [first] = copyGoldenVault(1, folder).certificates;
      const vault = openVault(folder, testVaultOptions());
      try {
        utimesSync(copyOf(folder), new Date(now - 29 * day), new Date(now - 29 * day));
        await vault.deletion.sweep();
        expect(existsSync(copyOf(folder))).toBe(true);
        if (purge) {
          await vault.deletion.moveToTrash([first?.sha256 ?? '']);
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

  test('[K08] a copy that cannot be made: the migration does not start', () => {
    const folder = temporaryFolder();
    copyGoldenVault(1, folder);
    // A folder of that name is in the way: the copy cannot get its name.
    mkdirSync(join(copyOf(folder), 'x'), { recursive: true });
    expect(() => openVault(folder, testVaultOptions())).toThrow();
    const database = new DatabaseSync(vaultPath(folder), { readOnly: true });
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
    database.close();
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
  });

  test('[K08] a vault of a newer program is refused and left as it is, byte for byte', () => {
    const folder = temporaryFolder();
    copyGoldenVault(currentSchemaVersion, folder);
    const database = new DatabaseSync(vaultPath(folder));
    database.exec(`PRAGMA user_version = ${currentSchemaVersion + 1}; PRAGMA journal_mode = WAL`);
    database.close();
    const bytes = readFileSync(vaultPath(folder));
    expect(() => openVault(folder, testVaultOptions())).toThrow(expect.objectContaining({ code: 'vault-newer' }));
    expect(readFileSync(vaultPath(folder)).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['vault.sqlite']);
  });
});
