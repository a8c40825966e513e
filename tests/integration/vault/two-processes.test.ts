// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { committedIn, startVaultScript, writeIdentities } from '../../support/vault/vault-processes.ts';

test('[K08] two processes that import overlapping files at once store each certificate once', async () => {
  const file = join(temporaryFolder(), 'identities.jsonl');
  const all = await writeIdentities(file, 45);
  const vault = newTestVault({ watchIntervalMs: 10 });
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const before = vault.revision;
  let foreign = 0;
  vault.onChange((change) => {
    if (change.foreign) foreign += 1;
  });
  const scripts = [
    startVaultScript('import-many', vault.folder, file, '0', '30'),
    startVaultScript('import-many', vault.folder, file, '15', '30'),
  ];
  const results = await Promise.all(scripts.map(async (script) => await script.finished));
  expect(results.map((result) => result.code)).toEqual([0, 0]);
  for (const result of results) expect(committedIn(result.lines)).toHaveLength(30);
  const listed = vault.listRows({ search: '' });
  expect(listed.map((row) => row.sha256).toSorted()).toEqual(all.toSorted());
  expect(listed.every((row) => row.hasPrivateKey)).toBe(true);
  expect(await vault.verify()).toEqual({
    findings: [],
    certificates: 45,
    keys: 45,
    keysOpened: true,
    seal: 'unsealed',
  });
  // Importing a certificate again with the same origin doesn't raise the revision.
  expect(vault.revision).toBe(before + 45);
  expect(foreign).toBeGreaterThan(0);
});

test('[K08] a write lock held by another connection gives vault-busy, and reading still works', async () => {
  const vault = newTestVault();
  const { certificate } = await makeIdentity('CN=a');
  const items = {
    certificates: [certificate],
    keys: [],
    origin: { via: 'file', fileName: null, path: null, downloadedFrom: null },
  } as const;
  const holder = new DatabaseSync(join(vault.folder, 'vault.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
  try {
    await expect(vault.importItems(items)).rejects.toMatchObject({ code: 'vault-busy' });
    expect(vault.listRows({ search: '' })).toEqual([]);
    // A second writer waits for the first without blocking the thread, or this timer couldn't run.
    setTimeout(() => {
      holder.exec('ROLLBACK');
    }, 200);
    expect(await vault.importItems(items)).toMatchObject({ known: [] });
  } finally {
    holder.close();
  }
});
