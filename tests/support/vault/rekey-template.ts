// SPDX-License-Identifier: Apache-2.0
import { createVault } from '../../../main/vault/open-vault.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';
import { testVaultOptions } from './vault-test-options.ts';

export interface RekeyTemplate {
  readonly folder: string;
  readonly recoveryCode: string;
  readonly keys: number;
}

export async function makeRekeyTemplate(folder: string, keys: number): Promise<RekeyTemplate> {
  const vault = createVault(folder, testVaultOptions());
  try {
    const wanted = { passphrase: 'stays', useOsStore: false, recoveryCode: 'create-now' } as const;
    const { recoveryCode } = await vault.initialiseProtectors(wanted);
    const all: TestIdentity[] = [];
    for (let index = 0; index < keys; index += 1) all.push(await makeIdentity(`CN=用户${index},O=Bank`));
    await vault.importItems({
      certificates: all.map(({ certificate }) => certificate),
      keys: all.map(({ key }) => key),
      origin: { via: 'file', fileName: 'many.p12', path: null, downloadedFrom: null },
    });
    await vault.annotate(all[0]?.sha256 ?? '', { note: '备注' });
    return { folder, recoveryCode: recoveryCode ?? '', keys };
  } finally {
    vault.close();
  }
}
