// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { encryptTo, newIdentity } from '../../../../main/vault/age/age-files.ts';
import { protectorFor } from '../../../../main/vault/protectors/open-protector.ts';
import { finishRekey } from '../../../../main/vault/rekey/finish-rekey.ts';
import type { ProtectorRow } from '../../../../main/vault/store/rows/protector-rows.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import {
  cutShort,
  eventsOf,
  expectRefused,
  expectWhole,
  filledVault,
  fresh,
  old,
  origin,
  recipientOf,
  stagingOf,
} from '../../../support/vault/rekey-fixture.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { reopen } from '../../../support/vault/vault-fixture.ts';

describe('an interrupted re-keying', () => {
  test('[K04] ends without an error when the vault closes meanwhile', async () => {
    const database = new DatabaseSync(':memory:');
    database.close();
    await finishRekey({ database } as Parameters<typeof finishRekey>[0]);
  });

  test('[K04] resumes at the next unlock with a protector that stays, here the new passphrase', async () => {
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, control),
      await filledVault(60),
    );
    const { vault } = cut;
    expect(await vault.status()).toMatchObject({ rekeying: { done: 50, total: 61 } });
    expect((await vault.verify()).findings).toEqual([]);
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await vault.unlock({ kind: 'passphrase', secret: fresh });
    // Keys are usable at once, with the old identity.
    await vault.withPrivateKey(cut.identities[0]?.sha256 ?? '', async () => await Promise.resolve());
    await vault.rekeyingSettled();
    expect(await vault.status()).toMatchObject({ state: 'unlocked', rekeying: null });
    expect(stagingOf(vault)).toEqual([]);
    await expectWhole(cut, 'passphrase', fresh);
    await expectWhole(cut, 'recovery-code', cut.code);
    vault.close();
  });

  test('[K04] resumes with the recovery code, and includes keys imported meanwhile', async () => {
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, control),
      await filledVault(60),
    );
    const late = await makeIdentity('CN=late');
    await cut.vault.importItems({ certificates: [late.certificate], keys: [late.key], origin });
    await cut.vault.annotate(cut.identities[0]?.sha256 ?? '', { note: '备注 note' });
    await cut.vault.unlock({ kind: 'recovery-code', secret: cut.code });
    await cut.vault.rekeyingSettled();
    expect(await cut.vault.status()).toMatchObject({ rekeying: null });
    await expectWhole({ ...cut, identities: [...cut.identities, late] }, 'passphrase', fresh);
    cut.vault.close();
  });

  test('[K02] [K04] finds the protector of the token in use among several', () => {
    const row = (recipient: string) => ({ kind: 'token', wrappingRecipient: recipient }) as ProtectorRow;
    const [first, second] = [row('age1first'), row('age1second')];
    const unwrap = async () => await Promise.reject(new Error('not used'));
    expect(protectorFor([first, second], { kind: 'token', recipient: 'age1second', unwrap })).toBe(second);
    expect(protectorFor([first, second], { kind: 'token', unwrap })).toBe(first);
    expect(protectorFor([first], { kind: 'token', recipient: 'age1second', unwrap })).toBeNull();
    expect(protectorFor([first], { kind: 'os-store' })).toBeNull();
  });

  test('[K04] is completed by the next change before that change starts', async () => {
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.removeProtector('recovery-code', old, control),
      await filledVault(60),
    );
    const { vault } = cut;
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    expect(eventsOf(vault).filter((event) => event.startsWith('rekeyed'))).toHaveLength(2);
    await expectWhole(cut, 'passphrase', fresh);
    vault.close();
  });

  test('[K04] does not replace a changed note with its staged older text', async () => {
    const filled = await filledVault(60);
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, control),
      filled,
    );
    const [first] = cut.identities;
    // Simulates staging the note before the kill.
    editVault(
      cut.vault.folder,
      `INSERT OR REPLACE INTO pending_envelopes SELECT 'note', sha256, note FROM annotations WHERE note IS NOT NULL`,
    );
    await cut.vault.annotate(first?.sha256 ?? '', { note: '改过' });
    await cut.vault.unlock({ kind: 'passphrase', secret: fresh });
    await cut.vault.rekeyingSettled();
    expect(await cut.vault.readNote(first?.sha256 ?? '')).toBe('改过');
    cut.vault.close();
  });

  test('[K04] ignores a planted staged identity, and the next re-keying clears it', async () => {
    const filled = await filledVault();
    const { vault, code } = filled;
    const before = recipientOf(vault);
    const theirs = await newIdentity();
    const [row] = rowsOf(vault.folder, "SELECT * FROM protectors WHERE kind = 'recovery-code'");
    const wrapped = await encryptTo(String(row?.['wrapping_recipient']), Buffer.from(theirs.identity));
    editVault(
      vault.folder,
      `INSERT INTO pending_rekey VALUES (1, '', '${theirs.recipient}', '{"proof":"00","forget":[],"swapped":false}');
       INSERT INTO pending_protectors SELECT id, kind, created_at, x'${Buffer.from(wrapped).toString('hex')}',
         wrapping_recipient, code_envelope, confirmed_at, token FROM protectors WHERE kind = 'recovery-code'`,
    );
    const other = reopen(vault);
    await other.unlock({ kind: 'recovery-code', secret: code });
    await other.rekeyingSettled();
    expect(recipientOf(vault)).toBe(before);
    expect(await other.status()).toMatchObject({ state: 'unlocked', rekeying: { done: 0, total: 4 } });
    const changes = other.protectorChanges;
    await expect(changes.removeProtector('passphrase', null, {})).rejects.toMatchObject({ code: 'rekey-unfinished' });
    await expect(changes.changePassphrase(old, fresh, { rekey: false }, {})).rejects.toMatchObject({
      code: 'rekey-unfinished',
    });
    await changes.changePassphrase(old, fresh, { rekey: true }, {});
    expect(await other.status()).toMatchObject({ rekeying: null });
    await expectWhole(filled, 'passphrase', fresh);
  });
});

describe('a second process', () => {
  test('[K04] a key added between the last batch and the swap is encrypted for the new identity', async () => {
    const filled = await filledVault();
    const { vault } = filled;
    const late = await makeIdentity('CN=late');
    const envelope = Buffer.from(await encryptTo(String(recipientOf(vault)), late.key.pkcs8)).toString('hex');
    // Simulates a process that has the write lock when the swap needs it, and adds a key sealed to the old recipient.
    const intrude = (fraction: number | null) => {
      if (fraction !== 1) return;
      const database = new DatabaseSync(join(vault.folder, 'vault.sqlite'));
      database.exec('BEGIN IMMEDIATE');
      setTimeout(() => {
        database.exec(
          `INSERT OR IGNORE INTO keys (spki_sha256, envelope, algorithm, added_at) VALUES ('${late.key.spkiSha256}', x'${envelope}', 'EC P-256', ''); COMMIT`,
        );
        database.close();
      }, 100);
    };
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, { progress: intrude });
    await vault.importItems({ certificates: [late.certificate], keys: [], origin });
    await expectWhole({ ...filled, identities: [...filled.identities, late] }, 'passphrase', fresh);
  });

  test('[K04] with the old identity locks at the next use and never reports damage', async () => {
    const { vault, identities } = await filledVault();
    const other = reopen(vault);
    await other.unlock({ kind: 'passphrase', secret: old });
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    const sha256 = identities[0]?.sha256 ?? '';
    await expect(other.withPrivateKey(sha256, async () => await Promise.resolve())).rejects.toMatchObject({
      code: 'vault-locked',
    });
    await expect(other.readNote(sha256)).rejects.toMatchObject({ code: 'vault-locked' });
    expect(await other.verify()).toMatchObject({ findings: [], keysOpened: false });
    await other.unlock({ kind: 'passphrase', secret: fresh });
    expect(await other.verify()).toMatchObject({ findings: [], keysOpened: true });
  });

  test('[K04] a damaged key stops the re-keying, is reported and leaves everything unchanged', async () => {
    const { vault, identities } = await filledVault();
    const spki = identities[1]?.key.spkiSha256 ?? '';
    editVault(vault.folder, `UPDATE keys SET envelope = substr(envelope, 1, 150) WHERE spki_sha256 = '${spki}'`);
    await expect(vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {})).rejects.toMatchObject({
      code: 'vault-damaged',
      details: { problem: 'key-unreadable', affected: [spki] },
    });
    expect(stagingOf(vault)).toEqual([]);
    await reopen(vault).unlock({ kind: 'passphrase', secret: old });
  });
});
