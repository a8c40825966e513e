// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { RequestRow } from '../../../../main/vault/store/rows/request-rows.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity, makeKeyPair, type TestIdentity } from '../../../support/openssl/make-identity.ts';
import { newTestVault, temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const passphrase = '申请 passphrase';
const given = { kind: 'passphrase', secret: passphrase } as const;
const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
const at = new Date('2026-11-26T00:00:00Z');

async function vaultWith(...identities: readonly TestIdentity[]): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  const certificates = identities.map((each) => each.certificate);
  await vault.importItems({ certificates, keys: identities.map((each) => each.key), origin });
  return vault;
}

async function merge(ours: Vault, theirs: Vault): Promise<void> {
  const path = join(temporaryFolder(), 'moved.vault');
  await theirs.exportTo(path, { passphraseGiven: true });
  const foreign = await readForeignVault(path, given);
  await mergeForeignVault(ours, foreign, { fileName: 'moved.vault', path, at });
}

/** Adds a request to their vault by which `certificate` replaced `renews`. */
async function cameFor(theirs: Vault, renews: string, certificate: string): Promise<void> {
  await askFor(theirs, 'CN=张三,C=CN', { purpose: 'renew', renews, state: 'done', certificate });
}

/** The same with a web enrolment. */
async function cameByPage(theirs: Vault, renews: string, certificate: string): Promise<void> {
  const page = {
    profileName: '示例',
    profileHost: 'ca.example.com',
    purpose: 'renew',
    folder: null,
    steps: {},
  } as const;
  const time = at.toISOString();
  await theirs.webEnrolments.link({
    ...page,
    id: crypto.randomUUID(),
    renews,
    certificate,
    startedAt: time,
    endedAt: time,
  });
}

const requestsOf = (vault: Vault): readonly RequestRow[] => vault.enrolment.requests();
const trashed = async (vault: Vault, sha256: string) => await vault.deletion.moveToTrash([sha256]);

describe('[K09] [E08] [R01] a file sets no successor for a certificate that was here before', () => {
  const ways = [
    ['by a request', cameFor],
    ['by a web enrolment', cameByPage],
  ] as const;

  test.each(ways)('%s, even when the file contains that certificate', async (_way, came) => {
    const [mine, stranger] = [await makeIdentity('CN=张三'), await makeIdentity('CN=stranger')];
    const theirs = await vaultWith(mine, stranger);
    await came(theirs, mine.sha256, stranger.sha256);
    const ours = await vaultWith(mine);
    await ours.losses.report([mine.sha256], 'lost');
    await merge(ours, theirs);
    expect(ours.getRow(stranger.sha256)).not.toBeNull();
    expect(ours.renewals().size).toBe(0);
    expect(ours.losses.find(mine.sha256)).toMatchObject({ replaced: false });
  });

  test.each(ways)('%s, when the file lacks that certificate', async (_way, came) => {
    const [mine, stranger] = [await makeIdentity('CN=张三'), await makeIdentity('CN=stranger')];
    const theirs = await vaultWith(stranger);
    await came(theirs, mine.sha256, stranger.sha256);
    const ours = await vaultWith(mine);
    await merge(ours, theirs);
    expect(ours.renewals().size).toBe(0);
  });

  test.each(ways)('%s, even when the merge restores it from 最近删除', async (_way, came) => {
    const [mine, stranger] = [await makeIdentity('CN=张三'), await makeIdentity('CN=stranger')];
    const theirs = await vaultWith(mine, stranger);
    await came(theirs, mine.sha256, stranger.sha256);
    await theirs.losses.report([mine.sha256], 'stolen');
    const ours = await vaultWith(mine);
    await trashed(ours, mine.sha256);
    await merge(ours, theirs);
    expect(ours.getRow(mine.sha256)).not.toBeNull();
    expect(ours.renewals().size).toBe(0);
    expect(ours.losses.find(mine.sha256)).toBeNull();
  });

  test.each(ways)('%s, unless the file brings both certificates', async (_way, came) => {
    const [old, successor] = [await makeIdentity('CN=张三'), await makeIdentity('CN=张三')];
    const theirs = await vaultWith(old, successor);
    await came(theirs, old.sha256, successor.sha256);
    const ours = await vaultWith();
    await merge(ours, theirs);
    expect([...ours.renewals()]).toEqual([[old.sha256, successor.sha256]]);
  });

  test('by a request that is still pending', async () => {
    const mine = await makeIdentity('CN=张三');
    const theirs = await vaultWith(mine);
    await askFor(theirs, 'CN=张三,C=CN', { purpose: 'renew', renews: mine.sha256 });
    const ours = await vaultWith(mine);
    await merge(ours, theirs);
    expect(requestsOf(ours)).toMatchObject([{ state: 'pending', renews: null }]);
  });
});

describe('[K09] [E03] requests in a file that concern this vault’s records', () => {
  test('leave a pending request with the same ID unchanged, with its answer', async () => {
    const stranger = await makeIdentity('CN=stranger');
    const ours = await vaultWith();
    await askFor(ours, 'CN=张三,C=CN', { answer: new Uint8Array([1, 2, 3]) });
    const before = requestsOf(ours);
    const theirs = await vaultWith(stranger);
    // A file exported from this vault would contain the request itself, not only its id.
    const { id = '', csr = new Uint8Array(), spkiSha256 = '' } = before[0] ?? {};
    const ended = { id, csr, spkiSha256, state: 'done', certificate: stranger.sha256 } as const;
    await askFor(theirs, 'CN=张三,C=CN', ended);
    await merge(ours, theirs);
    expect(ours.getRow(stranger.sha256)).not.toBeNull();
    expect(requestsOf(ours)).toEqual(before);
  });

  test('are left out when they issued a certificate already here', async () => {
    const mine = await makeIdentity('CN=张三');
    const theirs = await vaultWith(mine);
    await askFor(theirs, 'CN=张三,C=CN', { state: 'done', certificate: mine.sha256 });
    const ours = await vaultWith(mine);
    await merge(ours, theirs);
    expect(requestsOf(ours)).toEqual([]);
  });

  test('are left out when they use a key already here', async () => {
    const mine = await makeIdentity('CN=张三', null, await makeKeyPair());
    const theirs = await vaultWith(mine);
    await askFor(theirs, 'CN=b', { token: '0001' });
    const { spkiSha256 } = mine.key;
    const path = join(temporaryFolder(), 'moved.vault');
    await theirs.exportTo(path, { passphraseGiven: true });
    const foreign = await readForeignVault(path, given);
    const requests = foreign.requests.map((request) => ({ ...request, spkiSha256 }));
    const ours = await vaultWith(mine);
    await mergeForeignVault(ours, { ...foreign, requests }, { fileName: 'moved.vault', path, at });
    expect(requestsOf(ours)).toEqual([]);
    const empty = await vaultWith();
    await mergeForeignVault(empty, { ...foreign, requests }, { fileName: 'moved.vault', path, at });
    expect(requestsOf(empty)).toHaveLength(1);
  });
});
