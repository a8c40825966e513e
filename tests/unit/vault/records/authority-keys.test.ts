// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRequest } from '../../../../main/enrolment/requests/make-request.ts';
import { mergeForeignVault } from '../../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { askFor, askForKey } from '../../../support/enrolment/ask-for.ts';
import { rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const passphrase = '机构 passphrase';
const given = { kind: 'passphrase', secret: passphrase } as const;
const answer = new Uint8Array(Buffer.from('certificates'));

async function openVaultHere(): Promise<Vault> {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  return vault;
}

const sound = { findings: [], keysOpened: true, seal: 'sealed' } as const;
const authoritys = (vault: Vault) => vault.enrolment.requests().find(({ keyMadeBy }) => keyMadeBy !== null);

describe('keys that a CA made', () => {
  test('[E04] are stored with the answer, even while locked, and survive a restart', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    vault.lock();
    const spki = await askForKey(vault, answer);
    const before = authoritys(vault);
    expect(before).toMatchObject({
      spkiSha256: spki,
      keyAlgorithm: 'rsa-2048',
      answer,
      lostAnswers: 0,
      askAgainAt: null,
    });
    expect(vault.activity.list(null, 1).entries[0]).toMatchObject({ event: 'key-received' });
    vault.close();
    const again = reopen(vault);
    await again.unlock(given);
    expect(authoritys(again)).toEqual(before);
    expect(again.enrolment.makerOf(spki)).toBe('authority');
    expect(again.enrolment.makerOf('0'.repeat(64))).toBeNull();
    expect(await again.verify()).toMatchObject({ ...sound, keys: 2 });
  });

  test('[E04] [K04] are encrypted again by a re-keying, and keep their maker', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const spki = await askForKey(vault, answer);
    await vault.protectorChanges.changePassphrase(passphrase, 'another one', { rekey: true }, {});
    await vault.unlock({ kind: 'passphrase', secret: 'another one' });
    expect(vault.enrolment.makerOf(spki)).toBe('authority');
    expect(await vault.verify()).toMatchObject({ ...sound, keys: 2 });
  });

  test('[E04] [K09] move with their request, and so does a request whose key is still pending', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const spki = await askForKey(vault, answer);
    const came = authoritys(vault);
    if (!came) throw new Error('no request');
    const waiting = { ...came, id: crypto.randomUUID(), keyAlgorithm: null, answer: null };
    const { csr, spkiSha256 } = vault.enrolment.requests().find(({ keyMadeBy }) => keyMadeBy === null) ?? came;
    await vault.enrolment.addRequest({ ...waiting, csr, spkiSha256 }, []);
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path, { passphraseGiven: true });
    const foreign = await readForeignVault(path, given);
    const other = await openVaultHere();
    await mergeForeignVault(other, foreign, { fileName: 'moved.vault', path, at: new Date('2026-11-26T00:00:00Z') });
    expect(other.enrolment.requests()).toEqual(vault.enrolment.requests());
    expect(other.enrolment.makerOf(spki)).toBe('authority');
    expect(await other.verify()).toMatchObject({ ...sound, keys: 2 });
  });

  test('[E04] are not requested before the vault can store a key', async () => {
    const vault = newTestVault();
    const like = await openVaultHere();
    await askFor(like);
    const [row] = like.enrolment.requests();
    if (!row) throw new Error('no request');
    const request = { ...row, keyMadeBy: 'authority' } as const;
    await expect(vault.enrolment.addRequest(request, [])).rejects.toMatchObject({ code: 'secret-required' });
    await expect(vault.enrolment.expectAnswer(row)).rejects.toMatchObject({ code: 'secret-required' });
    expect(vault.enrolment.requests()).toEqual([]);
  });

  test('[E04] come from the first of two answers to one request, and nothing of the second is kept', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    const spki = await askForKey(vault, answer);
    const { id = '' } = authoritys(vault) ?? {};
    const { key } = await makeRequest('ec-p256', 'CN=x');
    const second = vault.enrolment.keepAnswer(id, key, answer);
    await expect(second).rejects.toMatchObject({ code: 'vault-busy' });
    expect(authoritys(vault)?.spkiSha256).toBe(spki);
    expect(rowsOf(vault.folder, 'SELECT spki_sha256 AS s FROM keys')).not.toContainEqual({ s: key.spkiSha256 });
  });

  test('[E04] each sent request is counted until its answer arrives', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    await askForKey(vault, answer);
    // Both requests have the same time, so their order is arbitrary.
    const lost = () => vault.enrolment.requests().find(({ keyMadeBy }) => keyMadeBy === null);
    const { id = '' } = lost() ?? {};
    const goesOut = async (lostAnswers: number) => vault.enrolment.expectAnswer({ id, lostAnswers });
    await vault.enrolment.askAgainAt(id, '2026-11-27T00:00:00.000Z');
    await goesOut(0);
    // No automatic retry: each request may issue a certificate.
    expect(lost()).toMatchObject({ lostAnswers: 1, askAgainAt: null });
    await goesOut(1);
    await vault.enrolment.answerArrived(id);
    expect(lost()).toMatchObject({ lostAnswers: 1 });
  });

  test('[E04] a request that is answered, removed or sent meanwhile is not sent', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    await askForKey(vault, answer);
    const { enrolment } = vault;
    const answered = authoritys(vault);
    const other = enrolment.requests().find(({ keyMadeBy }) => keyMadeBy === null);
    if (!answered || !other) throw new Error('no requests');
    await expect(enrolment.expectAnswer(answered)).rejects.toMatchObject({ code: 'vault-busy' });
    await enrolment.expectAnswer(other);
    await expect(enrolment.expectAnswer(other)).rejects.toMatchObject({ code: 'vault-busy' });
    expect(enrolment.requests().map(({ lostAnswers }) => lostAnswers)).toEqual(
      enrolment.requests().map(({ id }) => (id === other.id ? 1 : 0)),
    );
    await enrolment.removeRequest(other.id);
    await expect(enrolment.expectAnswer(other)).rejects.toMatchObject({ code: 'not-found' });
    expect(authoritys(vault)?.answer).toEqual(answer);
  });

  test('[E04] an answer is refused when its key is already in the vault', async () => {
    const vault = await openVaultHere();
    await askFor(vault);
    await askForKey(vault, answer);
    const { key } = await makeRequest('ec-p256', 'CN=x');
    const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates: [], keys: [key], origin });
    const { id = '' } = vault.enrolment.requests().find(({ keyMadeBy }) => keyMadeBy === null) ?? {};
    const kept = vault.enrolment.keepAnswer(id, key, answer);
    await expect(kept).rejects.toMatchObject({ code: 'authority-key-weak', details: { reason: 'not-new' } });
    expect(vault.enrolment.makerOf(key.spkiSha256)).toBeNull();
  });
});
