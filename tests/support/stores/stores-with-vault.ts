// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCertificatesService } from '../../../main/certificates/certificates-service.ts';
import { createParseClient } from '../../../main/parser/parse-client.ts';
import type { StoreFinder } from '../../../main/stores/store-port.ts';
import { createStoresService } from '../../../main/stores/stores-service.ts';
import { createVaultAccess } from '../../../main/vault/vault-access.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { startNodeChild } from '../cli/start-node-child.ts';
import { temporaryFolder } from '../vault/vault-fixture.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

export async function storesWithVault(finder: StoreFinder) {
  const now = () => new Date();
  const access = createVaultAccess(join(temporaryFolder(), 'vault'), {
    ...testVaultOptions({ clock: now }),
    unlockAtStart: false,
  });
  const [foreign, own] = [createParseClient(startNodeChild), createParseClient(startNodeChild)];
  const systemRoots = () => [];
  const certificates = createCertificatesService({ vault: access, parse: foreign, now, systemRoots });
  const stores = createStoresService({ vault: access, certificates, foreign, own, finder, systemRoots, now });
  onTestFinished(() => {
    stores.close();
    access.close();
    foreign.close();
    own.close();
  });
  const vault = await access.requireOrCreate();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });

  async function put(files: { readonly certificate: string; readonly key?: string }): Promise<string> {
    const der = new Uint8Array(new X509Certificate(readFileSync(files.certificate)).raw);
    const fields = readCertificateFields(der);
    const { spkiSha256, algorithm, sha256 } = fields;
    const keys =
      files.key === undefined
        ? []
        : [{ pkcs8: new Uint8Array(pkcs8Of(readFileSync(files.key))), spkiSha256, algorithm }];
    await vault.importItems({ certificates: [{ der, fields, friendlyName: null }], keys, origin });
    return sha256;
  }
  /** Simulates an app restart with a new stores service on the same vault. */
  function again(other: StoreFinder = finder) {
    const next = createStoresService({ vault: access, certificates, foreign, own, finder: other, systemRoots, now });
    onTestFinished(next.close);
    return next;
  }
  return { stores, again, vault, access, certificates, foreign, now, put };
}

function pkcs8Of(pem: Buffer): Buffer {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
}
