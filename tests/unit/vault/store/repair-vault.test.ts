// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vaultPath } from '../../../../main/vault/folder/folder.ts';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { withSourceErrors } from '../../../../main/vault/store/sqlite-errors.ts';
import { repairVault } from '../../../../main/vault/verify/repair-vault.ts';
import { plant, plants } from '../../../support/vault/planted-sql.ts';
import { makeRichVault } from '../../../support/vault/rich-vault.ts';
import { makeSealedVault, unlockCopy } from '../../../support/vault/sealed-vault.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';

const now = new Date('2026-11-26T12:00:00Z');
/** Tables that stay incomplete, because a planted view replaced them. */
const lost: Readonly<Record<string, readonly string[]>> = {
  'an endless view in the place of a table': ['annotations'],
};

describe('vault repair', () => {
  test.each(Object.entries(plants))(
    '[K07] [K08] copies the rows out of a vault with %s and changes no byte of it',
    async (name, planted) => {
      const { folder } = await makeSealedVault();
      plant(folder, planted);
      const bytes = readFileSync(vaultPath(folder));
      const names = readdirSync(folder);
      const target = join(temporaryFolder(), 'new');
      const repaired = repairVault(vaultPath(folder), target, now);
      expect(repaired.objects).toContain(planted.object);
      expect(readFileSync(vaultPath(folder)).equals(bytes)).toBe(true);
      expect(readdirSync(folder)).toEqual(names);
      expect(repaired.incomplete).toEqual(lost[name] ?? []);
      const vault = await unlockCopy(target);
      const report = await vault.verify();
      expect(report).toMatchObject({ findings: [], seal: 'sealed', keys: 2, keysOpened: true });
    },
  );

  test('[K07] [K08] copies every table row by row, and keeps the secrets', async () => {
    const folder = join(temporaryFolder(), 'vault');
    const made = await makeRichVault(folder);
    const tables = rowsOf(folder, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map((row) =>
      String(row['name']),
    );
    const contents = (of: string) => tables.map((table) => [table, rowsOf(of, `SELECT * FROM ${table} ORDER BY 1, 2`)]);
    const before = contents(folder);
    editVault(folder, 'CREATE TRIGGER planted AFTER INSERT ON keys BEGIN DELETE FROM keys; END');
    const target = join(temporaryFolder(), 'new');
    expect(repairVault(vaultPath(folder), target, now)).toEqual({
      objects: ['trigger planted'],
      incomplete: [],
      certificates: made.certificates.length,
      keys: 5,
    });
    expect(contents(target)).toEqual(before);
    const vault = openVault(target, testVaultOptions());
    await vault.unlock({ kind: 'recovery-code', secret: made.recoveryCode });
    await vault.checkSecret({ kind: 'passphrase', secret: made.passphrase });
    vault.close();
  });

  test('[K07] leaves earlier tampering visible to the seal in the new vault', async () => {
    const { folder } = await makeSealedVault();
    editVault(folder, "INSERT INTO anchors VALUES ('aa', x'30', '2026-01-01', '2026-01-01')");
    editVault(folder, 'CREATE VIEW planted AS SELECT 1');
    const target = join(temporaryFolder(), 'new');
    repairVault(vaultPath(folder), target, now);
    const vault = await unlockCopy(target);
    expect((await vault.verify()).findings).toMatchObject([{ problem: 'anchor-changed' }]);
  });

  test('[K08] never overwrites an existing vault, and reads no virtual table', async () => {
    const { folder } = await makeSealedVault();
    expect(() => repairVault(vaultPath(folder), folder, now)).toThrow(
      expect.objectContaining({ code: 'vault-exists' }),
    );
    editVault(folder, 'DROP TABLE losses; CREATE VIRTUAL TABLE losses USING fts5 (sha256, kind, reported_at, done)');
    const target = join(temporaryFolder(), 'new');
    const { incomplete, objects } = repairVault(vaultPath(folder), target, now);
    expect({ incomplete, namesTable: objects.includes('table losses') }).toEqual({
      incomplete: ['losses'],
      namesTable: true,
    });
  });

  test('[K08] names the unreadable source, not the destination', () => {
    const source = temporaryFolder();
    const text = join(source, 'text');
    writeFileSync(text, 'x');
    for (const [file, cause] of [
      [join(source, 'none'), 'ENOENT'],
      [join(text, 'vault.sqlite'), 'ENOTDIR'],
      [source, 'EISDIR'],
    ] as const) {
      expect(() => repairVault(file, join(source, 'new'), now)).toThrow(
        expect.objectContaining({ code: 'file-unreadable', details: { file, cause } }),
      );
    }
    const refuse = () => {
      throw Object.assign(new Error('refused'), { code: 'EACCES', syscall: 'open' });
    };
    expect(() => withSourceErrors('a.vault', refuse)).toThrow(
      expect.objectContaining({ code: 'file-unreadable', details: { file: 'a.vault', cause: 'EACCES' } }),
    );
  });
});
