// SPDX-License-Identifier: Apache-2.0
import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { isStill, originalFiles } from '../../../main/backup/original-files.ts';
import type { BackupContents } from '../../../main/vault/backups/backup-contents.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import { mergeBackup } from '../../../main/vault/backups/merge-backup.ts';
import { mergeForeignVault } from '../../../main/vault/export/merge-foreign-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../support/openssl/make-identity.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { backupRow } from '../../support/vault/backup-row.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

/** The real time, because a file's ctime can't be set. */
const started = new Date();
const aMinuteBefore = new Date(started.getTime() - 60_000);
let folder: string;
let vault: Vault;

beforeEach(async () => {
  folder = temporaryFolder();
  vault = newTestVault({ clock: () => new Date() });
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
});

async function from(name: string, identities: readonly TestIdentity[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, 'a PKCS#12');
  utimesSync(path, aMinuteBefore, aMinuteBefore);
  await vault.importItems({
    certificates: identities.map(({ certificate }) => certificate),
    keys: identities.map(({ key }) => key),
    origin: { via: 'file', fileName: name, path, downloadedFrom: null },
  });
  // Later changes must differ even on the coarsest file system clock.
  await setTimeout(30);
  return path;
}

async function backedUp(held: readonly TestIdentity[], more: Partial<BackupRow> = {}): Promise<BackupRow> {
  const row = backupRow(started.toISOString(), {
    revision: vault.revision,
    scope: 'chosen',
    certificates: held.length,
    keys: held.length,
    ...more,
  });
  await vault.backups.record(
    row,
    held.map(({ sha256 }) => ({ sha256, hasKey: true })),
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

test('[D05] a file that also contained a key outside the backup is not named', async () => {
  const [zhang, li] = [await makeIdentity('CN=张三'), await makeIdentity('CN=李四')];
  await from('both.pfx', [zhang, li]);
  expect(await paths(await backedUp([zhang]))).toEqual([]);
});

test('[D05] a file changed since its import, replaced by a link or moved is not offered', async () => {
  const [a, b, c] = [await makeIdentity('CN=a'), await makeIdentity('CN=b'), await makeIdentity('CN=c')];
  const changed = await from('changed.pfx', [a]);
  utimesSync(changed, started, new Date(Date.now() + 1000));
  const linked = await from('linked.pfx', [b]);
  renameSync(linked, join(folder, 'elsewhere.pfx'));
  symlinkSync(join(folder, 'elsewhere.pfx'), linked);
  renameSync(await from('moved.pfx', [c]), join(folder, 'c.pfx'));
  const row = await backedUp([a, b, c]);
  expect(await paths(row)).toEqual([]);
  // Setting mtime back doesn't hide the change: ctime is later.
  utimesSync(changed, aMinuteBefore, aMinuteBefore);
  expect(await paths(row)).toEqual([]);
});

test('[D05] no file is offered for a backup that did not open', async () => {
  const zhang = await makeIdentity('CN=张三');
  const file = await from('张三.pfx', [zhang]);
  const row = await backedUp([zhang]);
  expect(await paths(row)).toEqual([file]);
  expect(await paths({ ...row, problem: 'backup-damaged' })).toEqual([]);
});

test('[D05] an older file moved to the path of the imported one is not offered', async () => {
  const zhang = await makeIdentity('CN=张三');
  const path = await from('张三.pfx', [zhang]);
  const other = join(folder, 'something else');
  writeFileSync(other, 'never imported');
  utimesSync(other, aMinuteBefore, aMinuteBefore);
  const row = await backedUp([zhang]);
  expect(await paths(row)).toEqual([path]);
  renameSync(other, path);
  expect(await paths(row)).toEqual([]);
});

/** A different vault's record of a certificate: imported from this file, tomorrow by that vault's clock. */
function contentsOf({ certificate: { der, fields }, key }: TestIdentity, path: string) {
  const importedAt = new Date(started.getTime() + 86_400_000).toISOString();
  const { spkiSha256, algorithm } = key;
  return {
    certificates: [
      {
        der,
        fields,
        key: spkiSha256,
        addedAt: importedAt,
        friendlyName: null,
        label: null,
        place: null,
        note: null,
        tags: [],
        installedIn: [],
        origins: [{ via: 'file' as const, fileName: 'a.pfx', path, downloadedFrom: null, importedAt }],
      },
    ],
    keys: [{ spkiSha256, algorithm, addedAt: importedAt, madeBy: null, pkcs8: Uint8Array.from(key.pkcs8) }],
    watched: [],
    profiles: [],
    requests: [],
    anchors: [],
    losses: [],
    webEnrolments: [],
  };
}

test('[D05] [B03] [K09] a file known only from a restored backup or another vault is not offered', async () => {
  const [ours, fresh, foreign] = [await makeIdentity('CN=a'), await makeIdentity('CN=b'), await makeIdentity('CN=c')];
  const own = await from('own.pfx', [ours]);
  const stranger = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, 'of this computer, and never imported');
    return path;
  };
  const options = { choices: new Map(), file: { name: 'x.tar', path: '/x.tar' }, row: null, at: new Date() };
  await mergeBackup(vault, contentsOf(ours, stranger('known.pfx')), options);
  await mergeBackup(vault, contentsOf(fresh, stranger('fresh.pfx')), options);
  const nothing = { certificates: [], keys: [], notes: [] };
  const other = { vaultId: 'x', unreadable: nothing, ...contentsOf(foreign, stranger('foreign.pfx')) };
  await mergeForeignVault(vault, other, { fileName: 'x.cstw', path: null, at: new Date() });
  const origins = [ours, fresh, foreign].flatMap(({ sha256 }) => vault.originsOf(sha256));
  expect(origins.filter(({ path }) => path?.startsWith(folder))).toHaveLength(4);
  expect(await paths(await backedUp([ours, fresh, foreign]))).toEqual([own]);
});

test('[D05] [B03] no file is offered after a restore of more certificates than the log names', async () => {
  const zhang = await makeIdentity('CN=张三');
  const file = await from('张三.pfx', [zhang]);
  const row = await backedUp([zhang]);
  expect(await paths(row)).toEqual([file]);
  const { certificates } = makeManyCertificates(51);
  const many = certificates.map(({ der, fields }) => ({
    ...contentsOf(zhang, file).certificates[0],
    der,
    fields,
    key: null,
  }));
  const contents = { ...contentsOf(zhang, file), keys: [], certificates: many };
  const options = { choices: new Map(), file: { name: 'x.tar', path: '/x.tar' }, row: null, at: new Date() };
  await mergeBackup(vault, contents as BackupContents, options);
  expect(await paths(row)).toEqual([]);
});

test('[D05] distinguishes a file that replaced the one shown', async () => {
  const zhang = await makeIdentity('CN=张三');
  const path = await from('张三.pfx', [zhang]);
  const [seen] = await originalFiles(vault, await backedUp([zhang]));
  if (!seen) throw new Error('not found');
  expect(await isStill(seen)).toBe(true);
  writeFileSync(join(folder, 'other'), 'something else');
  renameSync(join(folder, 'other'), path);
  expect(await isStill(seen)).toBe(false);
});
