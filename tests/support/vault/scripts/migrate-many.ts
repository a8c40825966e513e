// SPDX-License-Identifier: Apache-2.0
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { inventedV2 } from '../invented-schema.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Migrates the vault in each subfolder of the given folder to a hypothetical schema. Prints `ready`, then `migrated`
 * after each.
 */
const [folder = ''] = process.argv.slice(2);
writeSync(1, 'ready\n');
for (const name of readdirSync(folder).toSorted()) {
  openVault(join(folder, name), testVaultOptions(), inventedV2).close();
  writeSync(1, 'migrated\n');
}
