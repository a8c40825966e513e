// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '../../../../main/vault/open-vault.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/** Creates vaults in folder/0, folder/1, … until killed. Prints `ready`, then `created` after each. */
const [folder = ''] = process.argv.slice(2);
writeSync(1, 'ready\n');
for (let index = 0; ; index += 1) {
  createVault(join(folder, String(index)), testVaultOptions()).close();
  writeSync(1, 'created\n');
}
