// SPDX-License-Identifier: Apache-2.0
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '../../../../main/vault/open-vault.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { makeIdentity } from '../../openssl/make-identity.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/** Fills the small disk given as argument with a vault and reports the vault's state. Prints one JSON object. */
const [disk = ''] = process.argv.slice(2);
const folder = join(disk, 'vault');
const ballast = join(disk, 'ballast');
const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const codeOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));

const vault = createVault(folder, testVaultOptions());
await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
writeFileSync(ballast, new Uint8Array(200_000));
const committed: string[] = [];
let failure = 'none';
while (failure === 'none') {
  const { certificate, key, sha256 } = await makeIdentity('CN=a');
  try {
    await vault.importItems({ certificates: [certificate], keys: [key], origin });
    committed.push(sha256);
  } catch (error) {
    failure = codeOf(error);
  }
}
let creation = 'none';
try {
  createVault(join(disk, 'second'), testVaultOptions()).close();
} catch (error) {
  creation = codeOf(error);
}
const secondFiles = readdirSync(disk).includes('second') ? readdirSync(join(disk, 'second')) : [];
const listed = new Set(vault.listRows({ search: '' }).map((row) => row.sha256));
const { findings, keys } = await vault.verify();
rmSync(ballast);
const { certificate, key } = await makeIdentity('CN=after');
const after = await vault.importItems({ certificates: [certificate], keys: [key], origin });
vault.close();
process.stdout.write(
  JSON.stringify({
    failure,
    creation,
    secondFiles,
    committed: committed.length,
    lost: committed.filter((sha256) => !listed.has(sha256)).length,
    listed: listed.size,
    keys,
    findings,
    keysAddedAfter: after.keysAdded,
  }),
);
