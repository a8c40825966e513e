// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor } from '../../../support/enrolment/ask-for.ts';
import { makeIdentity, makeKeyPair } from '../../../support/openssl/make-identity.ts';
import { bytesOfVault, editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const passphrase = '申请 passphrase';
const given = { kind: 'passphrase', secret: passphrase } as const;
const origin = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;

async function openVaultHere(): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  return vault;
}

const events = (vault: Vault) => vault.activity.list(null, 20).entries.map((each) => each.event);
const sound = { findings: [], keysOpened: true, seal: 'sealed' } as const;

describe('stored requests', () => {
  test('[E03] are kept with their key, which verify opens, and survive a restart', async () => {
    const vault = await openVaultHere();
    const spki = await askFor(vault);
    expect(events(vault)[0]).toBe('requested');
    expect(await vault.verify()).toMatchObject({ ...sound, keys: 1 });
    const [before] = vault.enrolment.requests();
    vault.close();
    const again = reopen(vault);
    await again.unlock(given);
    expect(again.enrolment.requests()).toEqual([before]);
    expect(before).toMatchObject({ state: 'pending', spkiSha256: spki, place: '网上银行' });
    expect(await again.verify()).toMatchObject({ ...sound, keys: 1 });
  });

  test('[E03] [K04] have their key encrypted again by a re-keying', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const envelope = () => rowsOf(vault.folder, 'SELECT envelope FROM keys')[0]?.['envelope'];
    const before = envelope();
    await vault.protectorChanges.changePassphrase(passphrase, 'another one', { rekey: true }, {});
    expect(envelope()).not.toEqual(before);
    await vault.unlock({ kind: 'passphrase', secret: 'another one' });
    expect(await vault.verify()).toMatchObject({ ...sound, keys: 1 });
    expect(vault.enrolment.requests()).toHaveLength(1);
  });

  test('[E03] [K09] move with the vault and their key, and stay pending', async () => {
    const vault = await openVaultHere();
    const spki = await askFor(vault);
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path, { passphraseGiven: true });
    const foreign = await readForeignVault(path, given);
    const other = await openVaultHere();
    const at = new Date('2026-11-26T00:00:00Z');
    await mergeForeignVault(other, foreign, { fileName: 'moved.vault', path, at });
    expect(other.enrolment.requests()).toEqual(vault.enrolment.requests());
    expect(await other.verify()).toMatchObject({ ...sound, keys: 1 });
    expect(rowsOf(other.folder, 'SELECT spki_sha256 AS s FROM keys')).toEqual([{ s: spki }]);
    // The host's confirmation isn't merged.
    expect(vault.enrolment.profiles()[0]?.confirmedAt).not.toBeNull();
    expect(other.enrolment.profiles()).toMatchObject([{ host: 'ca.example.com', confirmedAt: null }]);
  });

  test('[E03] are left out of a foreign file when their key is missing or does not match', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    await askFor(vault, 'CN=b');
    editVault(vault.folder, `UPDATE requests SET spki_sha256 = '${'0'.repeat(64)}' WHERE rowid = 1`);
    vault.close();
    const changed = await readForeignVault(join(vault.folder, 'vault.sqlite'), given);
    expect(changed.requests).toHaveLength(1);
    const other = await openVaultHere();
    const at = new Date('2026-11-26T00:00:00Z');
    const file = { fileName: 'moved.vault', path: null, at };
    for (const key of changed.keys) key.pkcs8.fill(0);
    await mergeForeignVault(other, { ...changed, keys: [] }, file);
    expect(other.enrolment.requests()).toEqual([]);
  });

  test('[E03] [K10] keep their key when its certificate is purged, and erase it when removed', async () => {
    const vault = await openVaultHere();
    const pair = await makeKeyPair();
    const identity = await makeIdentity('CN=same key', null, pair);
    await askFor(vault);
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    const spki = identity.key.spkiSha256;
    editVault(vault.folder, `UPDATE requests SET spki_sha256 = '${spki}'`);
    await vault.deletion.moveToTrash([identity.sha256]);
    expect((await vault.deletion.purge([identity.sha256])).keys).toBe(0);
    const [row] = rowsOf(vault.folder, `SELECT envelope FROM keys WHERE spki_sha256 = '${spki}'`);
    const envelope = Buffer.from(row?.['envelope'] as Uint8Array);
    const [request] = vault.enrolment.requests();
    expect(await vault.enrolment.removeRequest(request?.id ?? '')).toEqual({ keys: 1 });
    expect(bytesOfVault(vault.folder).includes(envelope.subarray(-64))).toBe(false);
    expect(events(vault)[0]).toBe('request-removed');
    await expect(vault.enrolment.removeRequest(request?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[E03] [K07] can be made and removed while locked without breaking the seal', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    vault.lock();
    const [first] = vault.enrolment.requests();
    await vault.enrolment.removeRequest(first?.id ?? '');
    await askFor(vault, 'CN=locked');
    await vault.unlock(given);
    expect(await vault.verify()).toMatchObject({ ...sound, keys: 1 });
  });

  test('[E03] [K10] are purged with their certificate when done', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const identity = await makeIdentity('CN=came');
    await vault.importItems({ certificates: [identity.certificate], keys: [], origin });
    const [request] = vault.enrolment.requests();
    expect(await vault.enrolment.finish(request?.id ?? '', identity.sha256)).toBe(true);
    expect(await vault.enrolment.finish(request?.id ?? '', identity.sha256)).toBe(false);
    await vault.deletion.moveToTrash([identity.sha256]);
    await vault.deletion.purge(null);
    expect(vault.enrolment.requests()).toEqual([]);
  });

  test('[T06] [E03] name the token of a certificate whose key was made on it', async () => {
    const vault = await openVaultHere();
    const identity = await makeIdentity('CN=came');
    const { spkiSha256 } = identity.certificate.fields;
    await askFor(vault, 'CN=came', { token: '4711', spkiSha256 });
    await vault.importItems({ certificates: [identity.certificate], keys: [], origin });
    const keyOnToken = { label: '4711', serial: '4711', keyId: '', seen: true };
    expect(vault.getRow(identity.sha256)).toMatchObject({ keyOnToken });
  });
});

describe('CA profiles', () => {
  test('[E01] [K07] are confirmed only in an open vault, and a changed one is reported by the seal', async () => {
    const vault = await openVaultHere();
    vault.lock();
    await askFor(vault);
    const [held] = vault.enrolment.profiles();
    await expect(vault.enrolment.confirmProfile(held?.id ?? '')).rejects.toMatchObject({ code: 'vault-locked' });
    await vault.unlock(given);
    await vault.enrolment.confirmProfile(held?.id ?? '');
    expect(await vault.verify()).toMatchObject(sound);
    vault.close();
    const swapped = `'{"name":"金色机构","protocol":"manual","url":"https://ca.example.com/other"}'`;
    editVault(vault.folder, `UPDATE ca_profiles SET content = ${swapped}`);
    const again = reopen(vault);
    await again.unlock(given);
    const finding = { problem: 'profile-changed', affected: 'ca.example.com' };
    expect(await again.verify()).toMatchObject({ seal: 'broken', findings: [finding] });
    // Accepting the findings doesn't confirm a host.
    await again.activity.accept();
    expect(again.enrolment.profiles()).toMatchObject([{ confirmedAt: null }]);
    expect(await again.verify()).toMatchObject(sound);
  });

  test('[E01] lose their confirmation with changed content; another host is another profile', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const [held] = vault.enrolment.profiles();
    if (!held) throw new Error('none');
    expect(held.confirmedAt).not.toBeNull();
    const id = crypto.randomUUID();
    const asked = { overConfirmed: false };
    expect(await vault.enrolment.putProfile({ ...held, id, confirmedAt: null }, asked)).toEqual(held);
    const other = { ...held, id, content: '{"name":"x"}', confirmedAt: null };
    // Without consent, the confirmed profile stays.
    expect(await vault.enrolment.putProfile(other, asked)).toBeNull();
    expect(vault.enrolment.profiles()).toEqual([held]);
    await vault.enrolment.putProfile(other, { overConfirmed: true });
    expect(vault.enrolment.profiles()).toMatchObject([{ id, confirmedAt: null }]);
    await vault.enrolment.putProfile({ ...held, host: 'other.example', confirmedAt: null }, asked);
    expect(vault.enrolment.profiles().map(({ host }) => host)).toEqual(['ca.example.com', 'other.example']);
    await vault.enrolment.removeProfile(id);
    expect(await vault.verify()).toMatchObject(sound);
    expect(events(vault)[0]).toBe('profile-removed');
  });
});
