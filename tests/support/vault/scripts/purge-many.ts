// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Purges the trash in batches until empty. Arguments: vault folder, batch size. Prints `ready`, then `purging SHA256,…`
 * before and `purged` after each purge.
 */
const [folder = '', size = '1'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const vault = openVault(folder, testVaultOptions());
const all = vault.deletion
  .list()
  .map((row) => row.sha256)
  .toSorted();
say('ready');
for (let at = 0; at < all.length; at += Number(size)) {
  const some = all.slice(at, at + Number(size));
  say(`purging ${some.join(',')}`);
  await vault.deletion.purge(some);
  say('purged');
}
vault.close();
