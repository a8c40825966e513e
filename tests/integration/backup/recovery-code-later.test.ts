// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServices } from '../../../main/services.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[B01] [K01] a recovery code saved after a backup opens only the next backup', async () => {
  const folder = temporaryFolder();
  const services = createServices({
    dataFolder: join(folder, 'vault'),
    stateFolder: join(folder, 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => new Date(),
    version: 'test',
  });
  try {
    const to = join(folder, 'stick');
    mkdirSync(to);
    const vault = await services.vault.requireOrCreate();
    const passphrase = 'a passphrase for tests';
    await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
    const { certificate, key } = await makeIdentity('CN=张伟');
    const origin = { via: 'file', fileName: '张伟.p12', path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates: [certificate], keys: [key], origin });
    const backUp = async () => {
      const { row } = await services.backups.create({
        scope: { kind: 'all' },
        protection: { kind: 'own', password: 'a backup of its own' },
        recoveryCode: null,
        place: { kind: 'folder', folder: to },
      });
      return { path: join(row.place, row.fileName), byRecovery: row.byRecovery };
    };
    const before = await backUp();
    const code = await confirmNewCode(vault);
    const after = await backUp();
    expect({ before: before.byRecovery, after: after.byRecovery }).toEqual({ before: false, after: true });
    const restore = async (path: string) =>
      await services.backups.restore(
        path,
        { kind: 'recovery-code', secret: code },
        { choices: new Map(), expected: null, prepare: async () => await Promise.resolve() },
      );
    await expect(restore(before.path)).rejects.toMatchObject({
      code: 'not-available',
      details: { what: 'recovery-code' },
    });
    expect(await restore(after.path)).toMatchObject({ keysAdded: 0 });
  } finally {
    services.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
