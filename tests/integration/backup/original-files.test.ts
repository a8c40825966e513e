import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isStill, originalFiles } from '../../../main/backup/original-files.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../support/make-identity.ts';
import { newTestVault } from '../../support/vault-fixture.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

const imported = new Date('2026-11-24T12:00:00Z');
let folder: string;
let vault: Vault;

beforeEach(async () => {
  folder = temporaryFolder();
  vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
});

/** Imported from a file of this name that was written before. */
async function from(name: string, identities: readonly TestIdentity[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, 'a PKCS#12');
  utimesSync(path, imported, new Date(imported.getTime() - 60_000));
  await vault.importItems({
    certificates: identities.map(({ certificate }) => certificate),
    keys: identities.map(({ key }) => key),
    origin: { via: 'file', fileName: name, path, downloadedFrom: null },
  });
  return path;
}

async function backedUp(held: readonly TestIdentity[], more: Partial<BackupRow> = {}): Promise<BackupRow> {
  const row: BackupRow = {
    id: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10',
    createdAt: imported.toISOString(),
    revision: vault.revision,
    madeHere: true,
    scope: 'chosen',
    kind: 'folder',
    place: '/media/stick',
    volume: null,
    fileName: 'x.tar',
    bytes: 1,
    sha256: '0'.repeat(64),
    certificates: held.length,
    keys: held.length,
    byPassphrase: true,
    byRecovery: true,
    verifiedAt: imported.toISOString(),
    lookedAt: imported.toISOString(),
    problem: null,
    ...more,
  };
  await vault.backups.record(
    row,
    held.map(({ sha256 }) => ({ sha256, hasKey: true })),
    'backed-up',
  );
  return row;
}
const paths = async (row: BackupRow) => (await originalFiles(vault, row)).map(({ path }) => path);

test('[D05] the file that a backed-up key came from is named, and no other', async () => {
  const [zhang, li] = [await makeIdentity('CN=张三'), await makeIdentity('CN=李四')];
  const file = await from('张三.pfx', [zhang]);
  await from('李四.pfx', [li]);
  expect(await paths(await backedUp([zhang]))).toEqual([file]);
});

test('[D05] a file that also brought a key which is not in the backup stays', async () => {
  const [zhang, li] = [await makeIdentity('CN=张三'), await makeIdentity('CN=李四')];
  await from('both.pfx', [zhang, li]);
  expect(await paths(await backedUp([zhang]))).toEqual([]);
});

test('[D05] changed since the import, replaced by a link, gone, or a backup that did not open: nothing is offered', async () => {
  const [a, b, c] = [await makeIdentity('CN=a'), await makeIdentity('CN=b'), await makeIdentity('CN=c')];
  const changed = await from('changed.pfx', [a]);
  utimesSync(changed, imported, new Date(imported.getTime() + 1000));
  const linked = await from('linked.pfx', [b]);
  renameSync(linked, join(folder, 'elsewhere.pfx'));
  symlinkSync(join(folder, 'elsewhere.pfx'), linked);
  renameSync(await from('moved.pfx', [c]), join(folder, 'c.pfx'));
  const row = await backedUp([a, b, c]);
  expect(await paths(row)).toEqual([]);
  utimesSync(changed, imported, imported);
  expect(await paths(row)).toEqual([changed]);
  expect(await paths({ ...row, problem: 'backup-damaged' })).toEqual([]);
});

test('[D05] what took the place of the file that was shown is told apart', async () => {
  const zhang = await makeIdentity('CN=张三');
  const path = await from('张三.pfx', [zhang]);
  const [seen] = await originalFiles(vault, await backedUp([zhang]));
  if (!seen) throw new Error('not found');
  expect(await isStill(seen)).toBe(true);
  writeFileSync(join(folder, 'other'), 'something else');
  renameSync(join(folder, 'other'), path);
  expect(await isStill(seen)).toBe(false);
});
