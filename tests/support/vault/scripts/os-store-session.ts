// SPDX-License-Identifier: Apache-2.0
import { openOrCreateVault } from '../../../../main/vault/open-vault.ts';
import { createOsSecretStore } from '../../../../main/vault/os-secret-store/os-secret-store-client.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { makeIdentity } from '../../openssl/make-identity.ts';
import { startNodeChild } from '../../cli/start-node-child.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * One process session of a vault with the real OS store. Arguments: folder, action (`create`, `use`, `probe`), deadline
 * in ms. Prints one JSON object.
 */
const [folder = '', action = '', deadline = '5000'] = process.argv.slice(2);
const osStore = createOsSecretStore({ startChild: startNodeChild, deadlineMs: Number(deadline) });
const origin = { via: 'command-line', fileName: null, path: null, downloadedFrom: null } as const;

async function run(): Promise<unknown> {
  if (action === 'probe') return await osStore.probe();
  const vault = openOrCreateVault(folder, testVaultOptions({ osStore }));
  try {
    if (action === 'create') {
      await vault.initialiseProtectors({ useOsStore: true, recoveryCode: 'later' });
      const { certificate, key } = await makeIdentity('CN=os-store');
      await vault.importItems({ certificates: [certificate], keys: [key], origin });
    } else {
      await vault.unlock({ kind: 'os-store' });
      const [row] = vault.listRows({ search: '' });
      await vault.withPrivateKey(row?.sha256 ?? '', async () => await Promise.resolve());
    }
    return await vault.status();
  } finally {
    vault.close();
  }
}

try {
  process.stdout.write(JSON.stringify({ ok: true, value: await run() }));
} catch (error) {
  const known = error instanceof AppError;
  process.stdout.write(
    JSON.stringify({
      ok: false,
      code: known ? error.code : 'internal',
      details: known ? error.details : String(error),
    }),
  );
}
