import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vaultPath } from '../../../main/vault/folder.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { copyGoldenVault } from '../golden-vaults.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Opens a vault of schema 1 on a disk without room for the copy, then with room. Argument: the small disk. Prints one
 * JSON object.
 */
const [disk = ''] = process.argv.slice(2);
const folder = join(disk, 'vault');
const golden = copyGoldenVault(1, folder);
const before = readFileSync(vaultPath(folder)).subarray(100).toString('base64');
const { bavail, bsize } = statfsSync(disk);
// Room for SQLite's own files, not for the copy.
writeFileSync(join(disk, 'ballast'), new Uint8Array(bavail * bsize - 48 * 1024));
let failure = 'none';
try {
  openVault(folder, testVaultOptions()).close();
} catch (error) {
  failure = error instanceof AppError ? error.code : String(error);
}
const names = readdirSync(folder);
const database = new DatabaseSync(vaultPath(folder), { readOnly: true });
const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
database.close();
const untouched = readFileSync(vaultPath(folder)).subarray(100).toString('base64') === before;
rmSync(join(disk, 'ballast'));
const vault = openVault(folder, testVaultOptions());
const { findings } = await vault.verify();
const certificates = vault.listRows({ search: '' }).length;
vault.close();
process.stdout.write(
  JSON.stringify({
    failure,
    names,
    version,
    untouched,
    findings,
    lost: golden.certificates.length - certificates,
    afterwards: readdirSync(folder).toSorted(),
  }),
);
