import { expect, test } from 'vitest';
import { previewRestore } from '../../../../main/backup/restore-preview.ts';
import type { BackupContents } from '../../../../main/vault/backups/backup-contents.ts';
import type { BackupRow } from '../../../../main/vault/backups/backup-rows.ts';
import { mergeBackup, type RestoreChoice } from '../../../../main/vault/backups/merge-backup.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../../support/make-identity.ts';
import { newTestVault } from '../../../support/vault-fixture.ts';

const at = new Date('2026-11-25T12:00:00Z');
const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const row: BackupRow = {
  id: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10',
  createdAt: at.toISOString(),
  revision: null,
  madeHere: false,
  scope: 'all',
  kind: 'folder',
  place: '/media/stick',
  volume: null,
  fileName: 'x.tar',
  bytes: 1,
  sha256: '0'.repeat(64),
  certificates: 1,
  keys: 1,
  byPassphrase: true,
  byRecovery: true,
  verifiedAt: at.toISOString(),
  lookedAt: at.toISOString(),
  problem: null,
};

interface Words {
  readonly label?: string | null;
  readonly note?: string | null;
  readonly tags?: string[];
}

/** A backup of one identity with what it says of it. */
function backupOf({ certificate, key }: TestIdentity, { label = null, note = null, tags = [] }: Words): BackupContents {
  const addedAt = at.toISOString();
  const { spkiSha256, algorithm } = key;
  return {
    certificates: [
      {
        der: certificate.der,
        fields: certificate.fields,
        key: spkiSha256,
        addedAt,
        friendlyName: null,
        label,
        place: null,
        note,
        tags,
        origins: [],
      },
    ],
    keys: [{ spkiSha256, algorithm, addedAt, pkcs8: Uint8Array.from(key.pkcs8) }],
    watched: [],
  };
}

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

test('[B03] [B04] what came in as it was is in that backup as it is now', async () => {
  const { state } = await restored(null, { label: '工资单', note: '备注', tags: ['银行'] });
  expect(state).toBe('current');
});

const cases: [string, Words, Words, RestoreChoice][] = [
  ['a note that it lacks', { note: 'ours' }, {}, 'merge'],
  ['a tag that it lacks', { tags: ['ours'] }, { tags: ['theirs'] }, 'merge'],
  ['a label that it lacks', { label: 'ours' }, {}, 'merge'],
  ['another label', { label: 'ours' }, { label: 'theirs' }, 'merge'],
  ['something, and it was left out', { label: 'ours' }, { label: 'ours' }, 'skip'],
];
test.each(cases)(
  '[B04] where we have %s, a restored backup does not hold everything as it is',
  async (_what, ours, theirs, choice) => {
    expect((await restored(ours, theirs, choice)).state).toBe('outdated');
  },
);

test('[B03] the backup’s word is taken for what it has, and takes nothing away that it lacks', async () => {
  const ours = { label: 'ours', note: 'PIN is in the safe', tags: ['mine'] };
  const { vault, sha256 } = await restored(ours, { label: 'theirs', tags: ['银行'] }, 'theirs');
  expect(vault.getRow(sha256)).toMatchObject({ label: 'theirs', tags: ['mine', '银行'] });
  expect(await vault.readNote(sha256)).toBe('PIN is in the safe');
});

test('[B03] a note is compared where it can be read, and shown as differing where not', async () => {
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
