// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '../../../main/vault/open-vault.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { makeCanaryVault } from '../../support/vault/canary-vault.ts';
import { makeRichVault } from '../../support/vault/rich-vault.ts';
import { writeIdentities } from '../../support/vault/vault-processes.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import type { DiskWorkName } from './disk-work.ts';
import { formerPassphrase } from './disk-works.ts';

/**
 * Makes `FOLDER/vault` and the other inputs. `size`: certificates with keys (in a purge, the deleted ones); ignored
 * for export and migration.
 */
export async function makeDiskTemplate(name: DiskWorkName, folder: string, size: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (name === 'purge') {
    const made = await makeCanaryVault(join(folder, 'vault'), { deleted: size, kept: Math.ceil(size / 3) });
    const text = JSON.stringify(made, (_key, value: unknown) =>
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    );
    writeFileSync(join(folder, 'canaries.json'), text);
    return;
  }
  if (name === 'migration') {
    writeFileSync(join(folder, 'content.json'), JSON.stringify(await makeRichVault(join(folder, 'vault'))));
    return;
  }
  writeFileSync(join(folder, 'passphrase'), formerPassphrase);
  writeFileSync(join(folder, 'password'), 'password of the exported file');
  const file = join(folder, 'identities.jsonl');
  await writeIdentities(file, name === 'export' ? 1 : size);
  const vault = createVault(join(folder, 'vault'), testVaultOptions());
  try {
    await vault.initialiseProtectors({ passphrase: formerPassphrase, useOsStore: false, recoveryCode: 'create-now' });
    if (name === 'import') return;
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const { der, pkcs8 } = JSON.parse(line) as { der: string; pkcs8: string };
      const bytes = Uint8Array.from(Buffer.from(der, 'base64'));
      const fields = readCertificateFields(bytes);
      await vault.importItems({
        certificates: [{ der: bytes, fields, friendlyName: null }],
        keys: [{ pkcs8: Buffer.from(pkcs8, 'base64'), spkiSha256: fields.spkiSha256, algorithm: fields.algorithm }],
        origin: { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null },
      });
    }
  } finally {
    vault.close();
  }
}
