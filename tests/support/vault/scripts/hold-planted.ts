// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { makeIdentity } from '../../openssl/make-identity.ts';
import { plant, plants } from '../planted-sql.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Uses a vault, plants SQL in it and uses it again. Arguments: vault folder, name in `plants`. Prints `planted`, then
 * `done` or the error of each use, and stays until killed.
 */
const [folder = '', name = ''] = process.argv.slice(2);
const planted = plants[name];
if (!planted) throw new RangeError(name);
const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const vault = openVault(folder, testVaultOptions());
const bring = async () => {
  const { certificate } = await makeIdentity('CN=x');
  await vault.importItems({ certificates: [certificate], keys: [], origin });
};
const attempts = [
  bring,
  async () => void vault.listRows({ search: '' }),
  async () => void vault.getRow('00'.repeat(32)),
  async () => void vault.originsOf('00'.repeat(32)),
  async () => void openVault(folder, testVaultOptions()),
  async () => void (await vault.verify()),
];
await bring();
vault.listRows({ search: '' });
plant(folder, planted);
writeSync(1, 'planted\n');
for (const attempt of attempts) {
  const code = await Promise.resolve()
    .then(attempt)
    .then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  writeSync(1, `${code}\n`);
}
setInterval(() => undefined, 1000);
