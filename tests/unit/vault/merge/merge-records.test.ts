// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
const startedAt = '2026-11-20T08:00:00.000Z';
const endedAt = '2026-11-21T08:00:00.000Z';
const page = { profileName: '示例', profileHost: 'ca.example.com', purpose: 'apply', renews: null, steps: {} } as const;

async function vaultWith(...identities: readonly TestIdentity[]): Promise<Vault> {
  const vault = newTestVault();
  await vault.importItems({ certificates: identities.map((each) => each.certificate), keys: [], origin });
  return vault;
}

async function cameByPage(vault: Vault, sha256: string): Promise<string> {
  const id = crypto.randomUUID();
  await vault.webEnrolments.link({ ...page, id, startedAt, certificate: sha256, endedAt });
  return id;
}

async function waitsIn(vault: Vault): Promise<string> {
  const id = crypto.randomUUID();
  await vault.webEnrolments.start({ ...page, id, startedAt, certificate: null, endedAt: null });
  return id;
}

async function exported(vault: Vault): Promise<string> {
  const path = join(temporaryFolder(), 'moved.vault');
  await vault.exportTo(path);
  return path;
}

type Foreign = Awaited<ReturnType<typeof readForeignVault>>;

async function merge(ours: Vault, path: string, changed = (foreign: Foreign): Foreign => foreign) {
  const foreign = changed(await readForeignVault(path, null));
  return await mergeForeignVault(ours, foreign, { fileName: 'moved.vault', path, at: new Date(endedAt) });
}

describe('other records from another vault', () => {
  test('[K09] [E08] [E01] merges losses and web enrolments unchanged and once, without the folder', async () => {
    const a = await makeIdentity('CN=a');
    const theirs = await vaultWith(a);
    await theirs.losses.report([a.sha256], 'stolen');
    await theirs.losses.mark([a.sha256], 'notified', true, 'A-77');
    await theirs.losses.mark([a.sha256], 'confirmed', true);
    const [loss] = await theirs.losses.setPhone([a.sha256], '95566');
    const came = await cameByPage(theirs, a.sha256);
    const waits = await waitsIn(theirs);
    await theirs.webEnrolments.cancel(await waitsIn(theirs), false);
    const path = await exported(theirs);
    const ours = newTestVault();
    for (let turn = 0; turn < 2; turn += 1) await merge(ours, path);
    expect(ours.losses.find(a.sha256)).toEqual(loss);
    expect(ours.webEnrolments.ofCertificate(a.sha256)).toMatchObject({
      id: came,
      profileHost: 'ca.example.com',
      endedAt,
    });
    expect(ours.webEnrolments.waiting()).toMatchObject([{ id: waits, startedAt }]);
    expect(rowsOf(ours.folder, 'SELECT id FROM web_enrolments')).toHaveLength(2);
  });

  test('[K09] [E08] keeps a loss reported here, and adds a pending web enrolment', async () => {
    const a = await makeIdentity('CN=a');
    const theirs = await vaultWith(a);
    await theirs.losses.report([a.sha256], 'stolen');
    await theirs.losses.setPhone([a.sha256], '95566');
    const waits = await waitsIn(theirs);
    const path = await exported(theirs);
    const ours = await vaultWith(a);
    await ours.losses.report([a.sha256], 'lost');
    await ours.losses.mark([a.sha256], 'looked', true);
    await merge(ours, path);
    expect(ours.losses.find(a.sha256)).toMatchObject({ kind: 'lost', done: ['looked'], phone: undefined });
    expect(ours.webEnrolments.waiting()).toMatchObject([{ id: waits }]);
  });

  test('[K09] [E08] [R01] takes no loss and no successor for a certificate that was here before', async () => {
    const [mine, theirsAlone] = [await makeIdentity('CN=mine'), await makeIdentity('CN=theirs')];
    const theirs = await vaultWith(mine, theirsAlone);
    await theirs.losses.report([mine.sha256], 'stolen');
    await theirs.losses.mark([mine.sha256], 'replaced', true);
    await theirs.losses.report([theirsAlone.sha256], 'lost');
    const came = await cameByPage(theirs, theirsAlone.sha256);
    editVault(theirs.folder, `UPDATE web_enrolments SET renews = '${mine.sha256}' WHERE id = '${came}'`);
    const ours = await vaultWith(mine);
    await merge(ours, await exported(theirs));
    expect(ours.losses.find(mine.sha256)).toBeNull();
    expect(ours.losses.find(theirsAlone.sha256)?.kind).toBe('lost');
    expect(ours.webEnrolments.ofCertificate(theirsAlone.sha256)).toMatchObject({ id: came });
    expect(ours.renewals().size).toBe(0);
  });

  test('[K09] [E08] [E01] merges no records of certificates in the other vault’s 最近删除', async () => {
    const [a, gone] = [await makeIdentity('CN=a'), await makeIdentity('CN=gone')];
    const theirs = await vaultWith(a, gone);
    await theirs.losses.report([gone.sha256], 'lost');
    await cameByPage(theirs, gone.sha256);
    await theirs.deletion.moveToTrash([gone.sha256]);
    const ours = newTestVault();
    await merge(ours, await exported(theirs));
    expect(rowsOf(ours.folder, 'SELECT sha256 FROM losses')).toEqual([]);
    expect(rowsOf(ours.folder, 'SELECT id FROM web_enrolments')).toEqual([]);
  });

  test('[K09] [E08] [E01] leaves out malformed rows and reads the rest', async () => {
    const [a, b] = [await makeIdentity('CN=a'), await makeIdentity('CN=b')];
    const theirs = await vaultWith(a, b);
    await theirs.losses.report([a.sha256], 'lost');
    await theirs.losses.report([b.sha256], 'lost');
    await cameByPage(theirs, a.sha256);
    await cameByPage(theirs, b.sha256);
    editVault(
      theirs.folder,
      `UPDATE losses SET reported_at = 'x' WHERE sha256 = '${a.sha256}';
      UPDATE web_enrolments SET id = 'x', renews = '../../..' WHERE certificate = '${a.sha256}';`,
    );
    const { losses, webEnrolments } = await readForeignVault(join(theirs.folder, 'vault.sqlite'), null);
    expect(losses.map(({ sha256 }) => sha256)).toEqual([b.sha256]);
    expect(webEnrolments.map(({ certificate }) => certificate)).toEqual([b.sha256]);
  });

  test('[K09] [K08] merges in one transaction: a failing web enrolment leaves nothing behind', async () => {
    const a = await makeIdentity('CN=a');
    const theirs = await vaultWith(a);
    await theirs.losses.report([a.sha256], 'lost');
    await cameByPage(theirs, a.sha256);
    const path = await exported(theirs);
    const ours = newTestVault();
    const impossible = (foreign: Foreign): Foreign => ({
      ...foreign,
      webEnrolments: foreign.webEnrolments.map((webEnrolment) => ({ ...webEnrolment, purpose: 'none' as 'apply' })),
    });
    await expect(merge(ours, path, impossible)).rejects.toThrow('CHECK constraint failed');
    expect(ours.listRows({ search: '' })).toEqual([]);
    expect(rowsOf(ours.folder, 'SELECT sha256 FROM losses')).toEqual([]);
    expect((await merge(ours, path)).added).toEqual([a.sha256]);
    expect(ours.losses.find(a.sha256)?.kind).toBe('lost');
  });
});
