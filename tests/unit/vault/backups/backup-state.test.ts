// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { BackupRow } from '../../../../main/vault/backups/backup-rows.ts';
import { mergeBackup } from '../../../../main/vault/backups/merge-backup.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { backupOf } from '../../../support/backup/backup-of.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { backupRow } from '../../../support/vault/backup-row.ts';
import { confirmNewCode } from '../../../support/vault/recovery-groups.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

async function vaultWithOne(clock?: () => Date) {
  const vault = newTestVault(clock && { clock });
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const mine = await makeIdentity('CN=张三');
  await vault.importItems({ certificates: [mine.certificate], keys: [mine.key], origin });
  return { vault, mine, sha256: mine.sha256 };
}

async function recordBackup(
  vault: Vault,
  sha256: string,
  createdAt: string,
  hasKey = true,
  byPassphrase = true,
): Promise<BackupRow> {
  const { revision } = await vault.status();
  const row = backupRow(createdAt, { revision, byPassphrase });
  await vault.backups.record(row, [{ sha256, hasKey }]);
  return row;
}

const stateOf = (vault: Vault) => vault.backups.states().map(({ state }) => state);

test('[B04] a change outdates a backup and a new backup is current, whatever the clocks say', async () => {
  const { vault, sha256 } = await vaultWithOne();
  expect(stateOf(vault)).toEqual([]);
  await recordBackup(vault, sha256, '2099-01-01T00:00:00.000Z');
  expect(stateOf(vault)).toEqual(['current']);
  await vault.annotate(sha256, { note: '柜台办理' });
  expect({ state: stateOf(vault), unsafe: vault.backups.unsafe() }).toEqual({ state: ['outdated'], unsafe: [sha256] });
  await recordBackup(vault, sha256, '2001-01-01T00:00:00.000Z');
  expect({ state: stateOf(vault), unsafe: vault.backups.unsafe() }).toEqual({ state: ['current'], unsafe: [] });
});

test('[B04] a backup of everything is out of date after any key or change, one of chosen certificates after its own', async () => {
  const { vault, sha256 } = await vaultWithOne();
  const { revision } = await vault.status();
  const ids: Record<string, string> = {};
  for (const name of ['all', 'chosen', 'from another vault'] as const) {
    const scope = name === 'chosen' ? name : 'all';
    const facts = { revision, madeHere: name !== 'from another vault' };
    const row = { ...backupRow('2026-11-24T12:00:00.000Z', facts), id: crypto.randomUUID(), scope } as const;
    ids[row.id] = name;
    await vault.backups.record(row, [{ sha256, hasKey: true }]);
  }
  const outdated = () => [...vault.backups.outdated()].map((id) => ids[id]);
  expect(outdated()).toEqual([]);
  const later = await makeIdentity('CN=later');
  await vault.importItems({ certificates: [later.certificate], keys: [later.key], origin });
  expect(outdated()).toEqual(['all']);
  await vault.deletion.moveToTrash([later.sha256]);
  expect(outdated()).toEqual([]);
  await vault.annotate(sha256, { note: '柜台办理' });
  expect(new Set(outdated())).toEqual(new Set(['all', 'chosen', 'from another vault']));
});

test('[B03] [B04] a certificate restored from its newest backup is backed up, from an older one out of date', async () => {
  const { vault, mine, sha256 } = await vaultWithOne();
  await vault.annotate(sha256, { note: '柜台办理' });
  const at = new Date('2026-11-24T12:00:00.000Z');
  const { revision } = await recordBackup(vault, sha256, at.toISOString());
  const restore = async () => {
    await vault.deletion.moveToTrash([sha256]);
    await vault.deletion.purge(null);
    const options = { choices: new Map(), file: { name: 'x.tar', path: null }, row: null, at, revision };
    await mergeBackup(vault, backupOf(mine, { note: '柜台办理' }), options);
  };
  await restore();
  expect(stateOf(vault)).toEqual(['current']);
  const { id } = await recordBackup(vault, sha256, '2026-11-25T12:00:00.000Z');
  await restore();
  expect(stateOf(vault)).toEqual(['outdated']);
  await vault.backups.look(id, at, 'backup-damaged');
  await restore();
  expect(stateOf(vault)).toEqual(['current']);
});

test('[L03] [B04] keeps the day the bank’s page showed a certificate as valid, and outdates no backup', async () => {
  const { vault, sha256 } = await vaultWithOne();
  await recordBackup(vault, sha256, '2026-11-24T12:00:00.000Z');
  await vault.annotate(sha256, { bankValidOn: '2026-11-28' });
  expect([vault.getRow(sha256)?.bankValidOn, stateOf(vault)]).toEqual(['2026-11-28', ['current']]);
  await vault.annotate(sha256, { bankValidOn: null });
  expect([vault.getRow(sha256)?.bankValidOn, stateOf(vault)]).toEqual([null, ['current']]);
});

test('[B04] a backup without the key, or with a problem at its last check, is out of date', async () => {
  const { vault, sha256 } = await vaultWithOne();
  await recordBackup(vault, sha256, '2026-11-24T12:00:00.000Z', false);
  expect(stateOf(vault)).toEqual(['outdated']);
  const { id } = await recordBackup(vault, sha256, '2026-11-25T12:00:00.000Z');
  expect(stateOf(vault)).toEqual(['current']);
  await vault.backups.look(id, new Date('2026-11-26T12:00:00Z'), 'backup-damaged');
  expect(stateOf(vault)).toEqual(['outdated']);
});

test('[K10] [B09] the backups that hold a certificate are named, and its key counts as saved', async () => {
  const { vault, sha256 } = await vaultWithOne();
  expect(vault.deletion.keysThatGo([sha256])).toMatchObject({ unsaved: 1 });
  const { createdAt, place, fileName } = await recordBackup(vault, sha256, '2026-11-25T12:00:00.000Z');
  expect(vault.backups.holding([sha256])).toEqual([{ createdAt, place, fileName }]);
  expect(vault.backups.holding(['f'.repeat(64)])).toEqual([]);
  expect(vault.deletion.keysThatGo([sha256])).toMatchObject({ unsaved: 0 });
});

test('[B04] [K01] [K10] a backup that only a replaced, unsaved or removed recovery code opens is out of date', async () => {
  let hour = 8;
  const at = () => new Date(`2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`);
  const { vault, sha256 } = await vaultWithOne(at);
  const writeCode = async () => confirmNewCode(vault);
  const backUp = async () => recordBackup(vault, sha256, at().toISOString(), true, false);
  const unsaved = () => vault.deletion.keysThatGo([sha256]).unsaved;
  const openable = () => vault.backups.openable().map((each) => each.id);
  await writeCode();
  hour = 9;
  const { id } = await backUp();
  expect({ state: stateOf(vault), unsaved: unsaved(), openable: openable() }).toEqual({
    state: ['current'],
    unsaved: 0,
    openable: [id],
  });
  hour = 10;
  const { revision } = await vault.status();
  await writeCode();
  expect((await vault.status()).revision).toBeGreaterThan(revision);
  expect({ state: stateOf(vault), unsafe: vault.backups.unsafe() }).toEqual({ state: ['outdated'], unsafe: [sha256] });
  expect(vault.backups.of(sha256)).toEqual([{ backupId: id, current: false }]);
  expect({ unsaved: unsaved(), openable: openable() }).toEqual({ unsaved: 1, openable: [] });
  hour = 11;
  const later = await backUp();
  expect(stateOf(vault)).toEqual(['current']);
  expect({ unsaved: unsaved(), openable: openable() }).toEqual({ unsaved: 0, openable: [later.id] });
  editVault(vault.folder, "UPDATE protectors SET confirmed_at = NULL WHERE kind = 'recovery-code'");
  expect(stateOf(vault)).toEqual(['outdated']);
  expect({ unsaved: unsaved(), openable: openable() }).toEqual({ unsaved: 1, openable: [] });
  editVault(vault.folder, "DELETE FROM protectors WHERE kind = 'recovery-code'");
  expect(stateOf(vault)).toEqual(['outdated']);
});

test('[B04] names the certificates of a backup by their labels, once each, and no CA certificates', async () => {
  const { vault, sha256 } = await vaultWithOne();
  const made = await recordBackup(vault, sha256, '2026-11-24T12:00:00.000Z');
  expect(vault.backups.names(made, 3)).toEqual(['张三']);
  await vault.annotate(sha256, { label: '网银' });
  expect(vault.backups.names(made, 3)).toEqual(['网银']);
  const { certificate, ...authority } = await makeIdentity('CN=测试CA');
  const asCa = { ...certificate, fields: { ...certificate.fields, isCa: true } };
  await vault.importItems({ certificates: [asCa], keys: [], origin });
  const later = await recordBackup(vault, authority.sha256, '2026-11-25T12:00:00.000Z', false);
  expect(vault.backups.names(later, 3)).toEqual([]);
  expect([vault.backups.issuers(made.id), vault.backups.issuers(later.id)]).toEqual([0, 1]);
});

test.each([2, 100_000])('[B04] names those of a backup of %s certificates that expire last', async (certificates) => {
  const { vault, sha256 } = await vaultWithOne();
  const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2029-01-01T00:00:00Z') };
  const { certificate, ...later } = await makeIdentity('CN=李会计', null, undefined, validity);
  await vault.importItems({ certificates: [certificate], keys: [], origin });
  const deleted = Array.from({ length: 250 }, (_, at) => ({ sha256: String(at).padStart(64, '0'), hasKey: true }));
  const held = [...deleted, { sha256, hasKey: true }, { sha256: later.sha256, hasKey: true }];
  const made = await recordBackup(vault, sha256, '2026-11-24T12:00:00.000Z');
  const row = { ...made, id: crypto.randomUUID(), sha256: '1'.repeat(64), certificates };
  await vault.backups.record(row, held);
  expect(vault.backups.names(row, 3)).toEqual(['李会计', '张三']);
  expect(vault.backups.names(row, 1)).toEqual(['李会计']);
});
