// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { othersOf } from '../../../../main/backup/restore-others.ts';
import { previewRestore } from '../../../../main/backup/restore-preview.ts';
import type { BackupContents } from '../../../../main/vault/backups/backup-contents.ts';
import { mergeBackup, type RestoreChoice } from '../../../../main/vault/backups/merge-backup.ts';
import { soundRequests, type RequestRecord } from '../../../../main/vault/merge/enrolment-records.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { backupOf } from '../../../support/backup/backup-of.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';

const at = new Date('2026-11-25T12:00:00Z');
const time = at.toISOString();
const origin = { via: 'file', fileName: 'ours.p12', path: null, downloadedFrom: null } as const;
const file = { name: 'x.tar', path: '/x.tar' };

async function vaultWith(...identities: readonly TestIdentity[]): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  const certificates = identities.map((each) => each.certificate);
  await vault.importItems({ certificates, keys: identities.map((each) => each.key), origin });
  return vault;
}

function both(first: BackupContents, second: BackupContents): BackupContents {
  return {
    ...first,
    certificates: [...first.certificates, ...second.certificates],
    keys: [...first.keys, ...second.keys],
  };
}

const lossOf = ({ sha256 }: TestIdentity) =>
  ({ sha256, kind: 'stolen', reportedAt: time, done: ['replaced'] }) satisfies BackupContents['losses'][number];

const webEnrolmentOf = (certificate: string | null, renews: string | null) => ({
  id: crypto.randomUUID(),
  profileName: '示例',
  profileHost: 'ca.example.com',
  purpose: 'renew' as const,
  renews,
  startedAt: time,
  certificate,
  endedAt: certificate === null ? null : time,
  steps: {},
});

/** A request as a backup contains it. */
async function requestOf(certificate: string | null, renews: string | null): Promise<RequestRecord> {
  const vault = await vaultWith();
  const state = certificate === null ? 'pending' : 'done';
  await askFor(vault, 'CN=张三,C=CN', { purpose: 'renew', renews, state, certificate, token: '0001' });
  const [record] = soundRequests(vault.enrolment.requests());
  if (record === undefined) throw new Error('no request');
  return record;
}

const restore = async (vault: Vault, contents: BackupContents, ...choices: readonly [string, RestoreChoice][]) =>
  await mergeBackup(vault, contents, { choices: new Map(choices), file, row: null, at });
const look = async (vault: Vault, contents: BackupContents, { sha256 }: TestIdentity) =>
  (await previewRestore(vault, contents)).find((item) => item.sha256 === sha256);

describe('[B03] [E08] [R01] a certificate already in the vault keeps its state', () => {
  test('shows a loss report, and restores it only when the backup’s version is chosen', async () => {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith(mine);
    const contents = { ...backupOf(mine), losses: [lossOf(mine)] };
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'differs', parts: ['loss'] });
    expect(othersOf(vault, contents).losses).toBe(0);
    await restore(vault, contents);
    expect(vault.losses.find(mine.sha256)).toBeNull();
    await restore(vault, contents, [mine.sha256, 'theirs']);
    expect(vault.losses.find(mine.sha256)).toMatchObject({ kind: 'stolen', done: ['replaced'] });
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'same', parts: [] });
  });

  test('restores a new certificate with its loss report, and counts it in the preview', async () => {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith();
    const contents = { ...backupOf(mine), losses: [lossOf(mine)] };
    expect(othersOf(vault, contents).losses).toBe(1);
    expect(othersOf(null, contents).losses).toBe(1);
    await restore(vault, contents);
    expect(vault.losses.find(mine.sha256)?.kind).toBe('stolen');
  });

  const ways = ['request', 'webEnrolment'] as const;
  async function renewedBy(way: (typeof ways)[number], old: TestIdentity, successor: TestIdentity) {
    const contents = both(backupOf(old), backupOf(successor));
    if (way === 'webEnrolment') return { ...contents, webEnrolments: [webEnrolmentOf(successor.sha256, old.sha256)] };
    return { ...contents, requests: [await requestOf(successor.sha256, old.sha256)] };
  }

  test.each(ways)('shows a successor by a %s, and links it only by choice', async (way) => {
    const [mine, successor] = [await makeIdentity('CN=张三'), await makeIdentity('CN=张三')];
    const vault = await vaultWith(mine);
    const contents = await renewedBy(way, mine, successor);
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'differs', parts: ['renewal'] });
    expect(await look(vault, contents, successor)).toMatchObject({ state: 'new' });
    expect(othersOf(vault, contents)).toMatchObject({ requests: 0, webEnrolments: 0 });
    await restore(vault, contents);
    expect(vault.getRow(successor.sha256)).not.toBeNull();
    expect(vault.renewals().size).toBe(0);
    // The renewal can be accepted later, although the successor is already here.
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'differs', parts: ['renewal'] });
    await restore(vault, contents, [mine.sha256, 'theirs']);
    expect([...vault.renewals()]).toEqual([[mine.sha256, successor.sha256]]);
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'same' });
  });

  test.each(ways)(
    '[B09] a successor by a %s keeps its link when it comes back from a backup of this vault',
    async (way) => {
      const [mine, successor] = [await makeIdentity('CN=张三'), await makeIdentity('CN=张三 2')];
      const vault = await vaultWith(mine);
      const contents = await renewedBy(way, mine, successor);
      expect(othersOf(vault, contents, true)).toMatchObject({ [`${way}s`]: 1 });
      await mergeBackup(vault, contents, { choices: new Map(), file, row: null, at, isOwn: true });
      expect([...vault.renewals()]).toEqual([[mine.sha256, successor.sha256]]);
    },
  );

  test.each(ways)('links two new certificates, one renewed by a %s, as in the backup', async (way) => {
    const [old, successor] = [await makeIdentity('CN=张三'), await makeIdentity('CN=张三')];
    const vault = await vaultWith();
    const contents = await renewedBy(way, old, successor);
    expect(othersOf(vault, contents)).toMatchObject({ [`${way}s`]: 1 });
    await restore(vault, contents);
    expect([...vault.renewals()]).toEqual([[old.sha256, successor.sha256]]);
  });

  test.each(ways)('leaves out the %s that brought a certificate already here', async (way) => {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith(mine);
    const contents = {
      ...backupOf(mine),
      ...(way === 'webEnrolment'
        ? { webEnrolments: [webEnrolmentOf(mine.sha256, null)] }
        : { requests: [await requestOf(mine.sha256, null)] }),
    };
    expect(othersOf(vault, contents)).toMatchObject({ requests: 0, webEnrolments: 0 });
    await restore(vault, contents);
    expect({
      requests: vault.enrolment.requests(),
      webEnrolment: vault.webEnrolments.ofCertificate(mine.sha256),
    }).toEqual({ requests: [], webEnrolment: null });
  });

  test('[E03] restores a pending request and web enrolment with the certificate they renew', async () => {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith(mine);
    const [request, webEnrolment] = [await requestOf(null, mine.sha256), webEnrolmentOf(null, mine.sha256)];
    const contents = { ...backupOf(mine), requests: [request], webEnrolments: [webEnrolment] };
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'same' });
    expect(othersOf(vault, contents)).toMatchObject({ requests: 1, webEnrolments: 1 });
    await restore(vault, contents);
    expect(vault.enrolment.requests()).toMatchObject([{ id: request.id, renews: mine.sha256, state: 'pending' }]);
    expect(vault.webEnrolments.waiting()).toMatchObject([{ id: webEnrolment.id, renews: mine.sha256 }]);
    expect(vault.renewals().size).toBe(0);
    expect(othersOf(vault, contents)).toMatchObject({ requests: 0, webEnrolments: 0 });
  });

  test('ignores a successor that exists nowhere', async () => {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith(mine);
    const contents = {
      ...backupOf(mine),
      webEnrolments: [webEnrolmentOf('0'.repeat(64), mine.sha256), webEnrolmentOf('0'.repeat(64), null)],
    };
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'same' });
    expect(othersOf(vault, contents).webEnrolments).toBe(0);
  });

  test('[E03] restores no reference to a certificate that was left out', async () => {
    const [mine, other] = [await makeIdentity('CN=张三'), await makeIdentity('CN=other')];
    const vault = await vaultWith(mine);
    const webEnrolments = [webEnrolmentOf(null, mine.sha256), webEnrolmentOf(other.sha256, null)];
    const contents = { ...both(backupOf(mine), backupOf(other)), webEnrolments };
    await restore(vault, contents, [mine.sha256, 'skip'], [other.sha256, 'skip']);
    await vault.importItems({ certificates: [other.certificate], keys: [], origin });
    expect(vault.webEnrolments.waiting()).toMatchObject([{ renews: null }]);
    expect(vault.webEnrolments.ofCertificate(other.sha256)).toBeNull();
  });
});

describe('[B03] [E03] a request that is pending here and done in the backup', () => {
  test('ends with the restored certificate, but not through another request with the same ID', async () => {
    const came = await makeIdentity('CN=came');
    const vault = await vaultWith();
    await askFor(vault, 'CN=张三,C=CN', { answer: new Uint8Array([1]) });
    const before = vault.enrolment.requests();
    const [ours] = soundRequests(before);
    if (ours === undefined) throw new Error('no request');
    const ended = { ...ours, state: 'done', certificate: came.sha256 } as const;
    const { csr } = await requestOf(null, null);
    await restore(vault, { ...backupOf(came), requests: [{ ...ended, csr }] });
    expect(vault.enrolment.requests()).toEqual(before);
    await vault.deletion.moveToTrash([came.sha256]);
    await vault.deletion.purge(null);
    await restore(vault, { ...backupOf(came), requests: [ended] });
    expect(vault.enrolment.requests()).toMatchObject([{ state: 'done', certificate: came.sha256, answer: null }]);
  });
});

describe('[B03] [K10] a certificate in 最近删除', () => {
  async function inTrash(words: { readonly label?: string; readonly note?: string; readonly tags?: string[] }) {
    const mine = await makeIdentity('CN=张三');
    const vault = await vaultWith(mine);
    await vault.annotate(mine.sha256, words);
    await vault.deletion.moveToTrash([mine.sha256]);
    return { vault, mine };
  }
  const newer = { label: '新的', note: 'PIN 在保险箱里', tags: ['我的'] };
  const theirOrigin = { ...origin, fileName: 'theirs.p12', importedAt: time } as const;

  function olderBackupOf(mine: TestIdentity, words: Parameters<typeof backupOf>[1] = {}): BackupContents {
    const contents = backupOf(mine, words);
    return { ...contents, certificates: contents.certificates.map((each) => ({ ...each, origins: [theirOrigin] })) };
  }

  test('comes back with its newer label, its note and all origins, and previews the differences', async () => {
    const { vault, mine } = await inTrash(newer);
    const contents = olderBackupOf(mine, { label: '旧的', tags: ['银行'] });
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'differs', parts: ['label', 'deleted', 'tags'] });
    const { added, oursKept } = await restore(vault, contents);
    expect({ added, oursKept }).toEqual({ added: [mine.sha256], oursKept: 1 });
    expect(vault.getRow(mine.sha256)).toMatchObject({ label: '新的', tags: ['我的', '银行'], deletedAt: null });
    expect(await vault.readNote(mine.sha256)).toBe('PIN 在保险箱里');
    const names = vault.originsOf(mine.sha256).map(({ fileName }) => fileName);
    expect(names).toEqual(['ours.p12', 'x.tar', 'theirs.p12']);
  });

  test('gets its gaps filled, and comes back even without gaps, not as “already here”', async () => {
    const { vault, mine } = await inTrash({});
    const gaps = olderBackupOf(mine, { label: '旧的', note: '备注' });
    expect(await look(vault, gaps, mine)).toMatchObject({ state: 'gaps', parts: ['deleted', 'label', 'note'] });
    expect(await look(vault, olderBackupOf(mine), mine)).toMatchObject({ state: 'gaps', parts: ['deleted'] });
    await restore(vault, gaps);
    expect(vault.getRow(mine.sha256)).toMatchObject({ label: '旧的', hasNote: true });
    expect(await look(vault, gaps, mine)).toMatchObject({ state: 'same' });
  });

  test('takes the backup’s values by choice, and loses nothing that the backup lacks', async () => {
    const { vault, mine } = await inTrash(newer);
    await restore(vault, olderBackupOf(mine, { label: '旧的' }), [mine.sha256, 'theirs']);
    expect(vault.getRow(mine.sha256)).toMatchObject({ label: '旧的', tags: ['我的'], hasNote: true });
  });

  test('[E08] keeps its loss state', async () => {
    const { vault, mine } = await inTrash({});
    const contents = { ...olderBackupOf(mine), losses: [lossOf(mine)] };
    expect(await look(vault, contents, mine)).toMatchObject({ state: 'differs', parts: ['loss', 'deleted'] });
    await restore(vault, contents);
    expect(vault.losses.find(mine.sha256)).toBeNull();
  });

  test('stays there when left out', async () => {
    const { vault, mine } = await inTrash(newer);
    await restore(vault, olderBackupOf(mine), [mine.sha256, 'skip']);
    expect(vault.getRow(mine.sha256)).toBeNull();
    expect(vault.deletion.list()).toHaveLength(1);
  });
});
