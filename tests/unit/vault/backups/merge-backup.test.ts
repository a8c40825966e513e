// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readBackup } from '../../../../main/backup/container/read-backup.ts';
import { ageOf, previewRestore } from '../../../../main/backup/restore-preview.ts';
import type { BackupContents } from '../../../../main/vault/backups/backup-contents.ts';
import type { BackupRow } from '../../../../main/vault/backups/backup-rows.ts';
import { mergeBackup, type RestoreChoice } from '../../../../main/vault/backups/merge-backup.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { backupOf, type Words } from '../../../support/backup/backup-of.ts';
import { writeSmallContainer } from '../../../support/backup/small-container.ts';
import { makeIdentity, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { backupRow } from '../../../support/vault/backup-row.ts';
import { editVault } from '../../../support/vault/vault-database.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const at = new Date('2026-11-25T12:00:00Z');
const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const row = backupRow(at.toISOString(), { revision: null, madeHere: false });

async function restored(ours: Words | null, theirs: Words, choice: RestoreChoice = 'merge') {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const identity = await makeIdentity('CN=张三');
  const { sha256 } = identity;
  if (ours) {
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    await vault.annotate(sha256, ours);
  }
  const contents = backupOf(identity, theirs);
  const choices = new Map([[sha256, choice]]);
  await mergeBackup(vault, contents, { choices, file: { name: 'x.tar', path: '/x.tar' }, row, at });
  return { vault, sha256, state: stateOf(vault) };
}
const stateOf = (vault: Vault) => vault.backups.states()[0]?.state;

test('[B03] [X05] the log names only kinds of stores, whatever a backup says', async () => {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const contents = backupOf(await makeIdentity('CN=张三'), {});
  const installedIn = ['x'.repeat(4000), 'firefox:/home/li/secret', 'chromium:'];
  const certificates = contents.certificates.map((each) => ({ ...each, installedIn }));
  const all = { ...contents, certificates };
  await mergeBackup(vault, all, { choices: new Map(), file: { name: 'x.tar', path: '/x.tar' }, row, at });
  const [entry] = vault.activity.list(null, 1).entries;
  expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ what: 'chromium, firefox' });
});

test('[B03] [B04] a backup is current when a restore took its contents unchanged', async () => {
  const { state } = await restored(null, { label: '工资单', note: '备注', tags: ['银行'] });
  expect(state).toBe('current');
});

const cases: [string, Words, Words, RestoreChoice][] = [
  ['a note that it lacks', { note: 'ours' }, {}, 'merge'],
  ['a tag that it lacks', { tags: ['ours'] }, { tags: ['theirs'] }, 'merge'],
  ['a label that it lacks', { label: 'ours' }, {}, 'merge'],
  ['another label', { label: 'ours' }, { label: 'theirs' }, 'merge'],
  ['a certificate that was left out', { label: 'ours' }, { label: 'ours' }, 'skip'],
];
test.each(cases)(
  '[B04] a restored backup is out of date where the vault already has %s before',
  async (_what, ours, theirs, choice) => {
    expect((await restored(ours, theirs, choice)).state).toBe('outdated');
  },
);

test('[B03] choosing the backup’s version takes its values and removes nothing that it lacks', async () => {
  const ours = { label: 'ours', note: 'PIN is in the safe', tags: ['mine'] };
  const { vault, sha256 } = await restored(ours, { label: 'theirs', tags: ['银行'] }, 'theirs');
  expect(vault.getRow(sha256)).toMatchObject({ label: 'theirs', tags: ['mine', '银行'] });
  expect(await vault.readNote(sha256)).toBe('PIN is in the safe');
});

test('[B03] compares a note in an open vault, and shows it as different in a locked one', async () => {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const identity = await makeIdentity('CN=张三');
  await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
  await vault.annotate(identity.sha256, { note: '备注' });
  const look = async () => (await previewRestore(vault, backupOf(identity, { note: '备注' })))[0]?.state;
  expect(await look()).toBe('same');
  vault.lock();
  expect(await look()).toBe('differs');
});

test('[B03] the preview has both values of a difference', async () => {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const identity = await makeIdentity('CN=张三');
  await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
  const look = async (words: Words) => (await previewRestore(vault, backupOf(identity, words)))[0];
  await vault.annotate(identity.sha256, { note: '这里', label: '网银' });
  expect(await look({ label: '网银', note: '这里' })).toMatchObject({ conflicts: [] });
  const conflicts = [
    { part: 'label', ours: '网银', theirs: '工资' },
    { part: 'note', ours: '这里', theirs: '那里'.repeat(200) },
  ];
  expect(await look({ label: '工资', note: '那里'.repeat(200) })).toMatchObject({
    parts: ['label', 'note'],
    conflicts: [conflicts[0], { ...conflicts[1], theirs: `${'那里'.repeat(120)}…` }],
  });
  vault.lock();
  expect((await look({ note: '那里' }))?.conflicts).toEqual([{ part: 'note', ours: null, theirs: '那里' }]);
});

test('[B03] the preview names the bank of a certificate', async () => {
  const identity = await makeIdentity('CN=张三,OU=海川银行');
  expect(await previewRestore(null, backupOf(identity, {}))).toMatchObject([{ institution: '海川银行' }]);
});

test('[B03] [L01] the preview masks an identity number in the bank’s name', async () => {
  const identity = await makeIdentity('CN=张三,OU=海川银行 110101199001011234');
  const [item] = await previewRestore(null, backupOf(identity, {}));
  expect(item?.institution).toBe('海川银行 1101**********1234');
});

describe('[B03] [K08] a damaged key in this vault', () => {
  async function damagedVault() {
    const vault = newTestVault();
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    const identity = await makeIdentity('CN=张三');
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    editVault(vault.folder, 'UPDATE keys SET envelope = substr(envelope, 1, 90)');
    return { vault, identity };
  }
  const restore = async (vault: Vault, identity: TestIdentity, choice: RestoreChoice = 'merge') =>
    await mergeBackup(vault, backupOf(identity, {}), {
      choices: new Map([[identity.sha256, choice]]),
      file: { name: 'x.tar', path: '/x.tar' },
      row: null,
      at,
    });

  test('is named in the preview, and is replaced by the key from the backup', async () => {
    const { vault, identity } = await damagedVault();
    const [item] = await previewRestore(vault, backupOf(identity, {}));
    expect(item).toMatchObject({ state: 'gaps', parts: ['damaged-key'] });
    expect(await restore(vault, identity)).toMatchObject({ added: [], keysAdded: 1 });
    const lent = await vault.withPrivateKey(identity.sha256, async (pkcs8) => Uint8Array.from(pkcs8));
    expect(lent).toEqual(Uint8Array.from(identity.key.pkcs8));
    expect((await previewRestore(vault, backupOf(identity, {})))[0]?.state).toBe('same');
  });

  test('stays when the certificate is left out, and while the vault is locked', async () => {
    const { vault, identity } = await damagedVault();
    expect(await restore(vault, identity, 'skip')).toMatchObject({ keysAdded: 0 });
    vault.lock();
    expect((await previewRestore(vault, backupOf(identity, {})))[0]?.state).toBe('same');
    expect(await restore(vault, identity)).toMatchObject({ keysAdded: 0 });
    await vault.unlock({ kind: 'passphrase', secret: 'p' });
    await expect(vault.withPrivateKey(identity.sha256, async () => 0)).rejects.toMatchObject({ code: 'vault-damaged' });
  });
});

describe('[B03] the age of a backup', () => {
  test('names a later full backup by revision, but no damaged, partial or foreign one', async () => {
    const vault = newTestVault();
    const made = (id: number, revision: number, more: Partial<BackupRow> = {}): BackupRow => ({
      ...row,
      id: `5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b${id}`,
      sha256: String(id).repeat(32),
      fileName: `${id}.tar`,
      createdAt: `2026-11-${id}T12:00:00.000Z`,
      madeHere: true,
      revision,
      ...more,
    });
    const rows = [
      made(20, 3),
      made(21, 2),
      made(22, 5, { problem: 'backup-damaged' }),
      made(23, 5, { scope: 'chosen' }),
      made(24, 5, { madeHere: false }),
    ];
    for (const each of rows) await vault.backups.record(each, []);
    expect(ageOf(vault, 1)).toEqual({ laterBackupAt: '2026-11-20T12:00:00.000Z', vaultIsOlder: false });
    expect(ageOf(vault, 3).laterBackupAt).toBeNull();
  });

  test('reports a vault that is behind its own backup as an older copy', () => {
    const vault = newTestVault();
    expect(ageOf(vault, vault.revision).vaultIsOlder).toBe(false);
    expect(ageOf(vault, vault.revision + 1).vaultIsOlder).toBe(true);
  });
});

describe('[B03] other records in a backup', () => {
  const time = at.toISOString();
  const webEnrolment = {
    profileName: '示例',
    profileHost: 'ca.example.com',
    purpose: 'apply',
    renews: null,
    steps: {},
  } as const;

  async function withRecords(identity: TestIdentity, choice: RestoreChoice = 'merge', ours: boolean = false) {
    const vault = newTestVault();
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    const { sha256, certificate } = identity;
    if (ours) {
      await vault.importItems({ certificates: [certificate], keys: [], origin });
      await vault.losses.report([sha256], 'lost');
    }
    const der = Buffer.from(certificate.der).toString('base64');
    const contents = {
      ...backupOf(identity, {}),
      anchors: [{ sha256, der, addedAt: time }],
      losses: [{ sha256, kind: 'stolen', reportedAt: time, done: ['notified', 'confirmed'], confirmedAt: time }],
      webEnrolments: [
        { ...webEnrolment, id: crypto.randomUUID(), startedAt: time, certificate: sha256, endedAt: time },
        { ...webEnrolment, id: crypto.randomUUID(), startedAt: time, certificate: null, endedAt: null },
      ],
    } satisfies BackupContents;
    const choices = new Map([[sha256, choice]]);
    const merge = async () => mergeBackup(vault, contents, { choices, file: { name: 'x', path: '/x' }, row: null, at });
    return { vault, sha256, merge };
  }

  test('[V04] [E08] [E01] restores anchors unconfirmed, losses and web enrolments unchanged, all once', async () => {
    const { vault, sha256, merge } = await withRecords(await makeIdentity('CN=张三'));
    expect((await merge()).anchorsAdded).toBe(1);
    expect((await merge()).anchorsAdded).toBe(0);
    expect(vault.anchors.rows()).toMatchObject([{ sha256, confirmedAt: null }]);
    expect(vault.anchors.trusted()).toEqual([]);
    expect(vault.losses.find(sha256)).toMatchObject({
      kind: 'stolen',
      reportedAt: time,
      done: ['notified', 'confirmed'],
      confirmedAt: time,
    });
    expect(vault.webEnrolments.ofCertificate(sha256)).toMatchObject({ profileHost: 'ca.example.com' });
    expect(vault.webEnrolments.waiting()).toMatchObject([{ certificate: null }]);
  });

  test('[V04] [E08] keeps an anchor that was confirmed here and a loss that was reported here', async () => {
    const identity = await makeIdentity('CN=张三');
    const { vault, sha256, merge } = await withRecords(identity, 'merge', true);
    await vault.anchors.add({ sha256, der: identity.certificate.der, name: 'CN=张三' });
    expect((await merge()).anchorsAdded).toBe(0);
    expect(vault.anchors.rows()[0]?.confirmedAt).not.toBeNull();
    expect(vault.losses.find(sha256)?.kind).toBe('lost');
  });

  test('[E08] restores no loss or web enrolment of a certificate that was left out', async () => {
    const { vault, sha256, merge } = await withRecords(await makeIdentity('CN=张三'), 'skip');
    await merge();
    expect({ loss: vault.losses.find(sha256), webEnrolment: vault.webEnrolments.ofCertificate(sha256) }).toEqual({
      loss: null,
      webEnrolment: null,
    });
  });
});

test.each([
  ['new here', false, 'merge', true],
  ['here and kept', true, 'merge', false],
  ['here, and the backup’s chosen', true, 'theirs', true],
] as const)('[B03] picks whose marks apply to a certificate that is %s', async (_name, isHere, choice, comes) => {
  const identity = await makeIdentity('CN=张三');
  const { sha256 } = identity;
  const said = { bankValidOn: '2026-11-20', replacedBy: '' };
  const [theirs, ours] = [newTestVault(), newTestVault()];
  for (const vault of [theirs, ours]) {
    await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
    if (vault === ours && !isHere) continue;
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
  }
  await theirs.annotate(sha256, said);
  const written = await theirs.backups.withSnapshot(null, async (snapshot) => writeSmallContainer(0, snapshot.items()));
  const contents = await readBackup(written.path, { kind: 'identity', identity: written.identity }, true);
  const file = { name: 'x.tar', path: '/x.tar' };
  await mergeBackup(ours, contents, { choices: new Map([[sha256, choice]]), file, row, at });
  expect(ours.getRow(sha256)).toMatchObject(comes ? said : { bankValidOn: null, replacedBy: null });
});
