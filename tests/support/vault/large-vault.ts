// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import { createForkChild } from '../../../main/hosts/node/fork-child.ts';
import { createServices } from '../../../main/services.ts';
import { makeManyCertificates } from './many-certificates.ts';

/** Puts `count` certificates with keys into the vault of a data folder. Needs `npm run build`. */
export async function makeLargeVault(dataFolder: string, count: number, passphrase: string): Promise<void> {
  const dist = resolve(import.meta.dirname, '../../../dist');
  const services = createServices({
    dataFolder,
    stateFolder: join(dataFolder, '..', 'state'),
    startChild: createForkChild(dist),
    unlockAtStart: false,
  });
  try {
    await services.vault.createWithProtectors({ passphrase });
    const vault = await services.vault.require();
    const { certificates, key } = makeManyCertificates(count);
    const origin = { via: 'file', fileName: '一万张.p12', path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates, keys: [key], origin });
  } finally {
    services.close();
  }
}
