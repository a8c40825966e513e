// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultPath } from '../../../../main/vault/folder/folder.ts';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { inventedV2 } from '../invented-schema.ts';
import { makeRichVault } from '../rich-vault.ts';
import { rowsOf } from '../vault-database.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Migrates a vault to a hypothetical schema on a disk without room for the copy, then with room. Argument: the small
 * disk. Prints one JSON object.
 */
const [disk = ''] = process.argv.slice(2);
const folder = join(disk, 'vault');
const made = await makeRichVault(folder);
const before = readFileSync(vaultPath(folder)).subarray(100).toString('base64');
const { bavail, bsize } = statfsSync(disk);
// The 48 KiB left suffice for SQLite's files, but not for the migration copy.
writeFileSync(join(disk, 'ballast'), new Uint8Array(bavail * bsize - 48 * 1024));
let failure = 'none';
try {
  openVault(folder, testVaultOptions(), inventedV2).close();
} catch (error) {
  failure = error instanceof AppError ? error.code : String(error);
}
const names = readdirSync(folder);
const version = rowsOf(folder, 'PRAGMA user_version')[0]?.['user_version'];
const untouched = readFileSync(vaultPath(folder)).subarray(100).toString('base64') === before;
rmSync(join(disk, 'ballast'));
const vault = openVault(folder, testVaultOptions(), inventedV2);
const { findings } = await vault.verify();
const certificates = vault.listRows({ search: '' }).length + vault.deletion.list().length;
vault.close();
const lost = made.certificates.length - certificates;
const afterwards = readdirSync(folder).toSorted();
process.stdout.write(JSON.stringify({ failure, names, version, untouched, findings, lost, afterwards }));
