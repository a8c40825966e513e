import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decryptWith, encryptTo, newIdentity } from '../../../main/vault/age-files.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { createPassphraseFiles } from '../../../main/vault/passphrase-files.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../../support/make-identity.ts';
import { memoryOsStore } from '../../support/memory-os-store.ts';
import { bytesOfVault, editVault, envelopesIn, rowsOf } from '../../support/vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from '../../support/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault-test-options.ts';

const origin = { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
const old = '旧的主密码 old';
const fresh = '新的主密码 new';

interface Filled {
  readonly vault: Vault;
  readonly identities: readonly TestIdentity[];
  readonly code: string;
}

async function filledVault(count = 3, osStore = testVaultOptions().osStore): Promise<Filled> {
  const vault = newTestVault({ osStore });
  const made = await vault.initialiseProtectors({ passphrase: old, useOsStore: true, recoveryCode: 'create-now' });
  const identities: TestIdentity[] = [];
  for (let index = 0; index < count; index += 1) identities.push(await makeIdentity(`CN=${index}`));
  for (const { certificate, key } of identities) {
    await vault.importItems({ certificates: [certificate], keys: [key], origin });
  }
  const [first] = identities;
  if (first) await vault.annotate(first.sha256, { note: '备注 note' });
  return { vault, identities, code: made.recoveryCode ?? '' };
}

/** Every key and the note open, in a process that has just unlocked the file by this secret. */
async function expectWhole({ vault, identities }: Filled, kind: 'passphrase' | 'recovery-code', secret: string) {
  const other = reopen(vault);
  await other.unlock({ kind, secret });
  await other.rekeyingSettled();
  for (const { sha256, key } of identities) {
    const opened = await other.withPrivateKey(sha256, async (pkcs8) => Promise.resolve(Buffer.from(pkcs8)));
    expect(opened.equals(key.pkcs8)).toBe(true);
  }
  expect(await other.readNote(identities[0]?.sha256 ?? '')).toBe('备注 note');
  expect((await other.verify()).findings).toEqual([]);
  other.close();
}

async function expectRefused(vault: Vault, kind: 'passphrase' | 'recovery-code', secret: string, code: string) {
  const other = reopen(vault);
  await expect(other.unlock({ kind, secret })).rejects.toMatchObject({ code });
  other.close();
}

const keysOf = (vault: Vault) => rowsOf(vault.folder, 'SELECT spki_sha256, envelope FROM keys ORDER BY spki_sha256');
const eventsOf = (vault: Vault) =>
  rowsOf(vault.folder, 'SELECT event, detail FROM log ORDER BY seq').map((row) => `${row['event']} ${row['detail']}`);
const stagingOf = (vault: Vault) => [
  ...rowsOf(vault.folder, 'SELECT id FROM pending_rekey'),
  ...rowsOf(vault.folder, 'SELECT id FROM pending_protectors'),
  ...rowsOf(vault.folder, 'SELECT id FROM pending_envelopes'),
];
const recipientOf = (vault: Vault) => rowsOf(vault.folder, 'SELECT recipient FROM vault')[0]?.['recipient'];

describe('changing the passphrase', () => {
  test('[K04] alone: the new one opens, the old one does not, and no key is touched', async () => {
    const filled = await filledVault();
    const { vault } = filled;
    const before = { keys: keysOf(vault), recipient: recipientOf(vault) };
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: false }, {});
    expect({ keys: keysOf(vault), recipient: recipientOf(vault) }).toEqual(before);
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await expectWhole(filled, 'passphrase', fresh.normalize('NFD'));
    await expectWhole(filled, 'recovery-code', filled.code);
    expect(eventsOf(vault).at(-1)).toBe('passphrase-changed {"what":"passphrase"}');
  });

  test('[K04] a wrong or empty one changes nothing', async () => {
    const { vault } = await filledVault();
    const change = vault.protectorChanges;
    const before = vault.revision;
    await expect(change.changePassphrase(fresh, 'x', { rekey: true }, {})).rejects.toMatchObject({
      code: 'wrong-secret',
    });
    await expect(change.changePassphrase(old, '', { rekey: true }, {})).rejects.toMatchObject({
      code: 'secret-required',
    });
    expect(vault.revision).toBe(before);
  });

  test('[K04] with re-keying: a new identity, everything encrypted anew, no trace of the old envelopes', async () => {
    const filled = await filledVault();
    const { vault } = filled;
    const before = { envelopes: envelopesIn(vault.folder), recipient: recipientOf(vault) };
    const steps: string[] = [];
    const progress = (fraction: number | null, step: string) => steps.push(`${step} ${fraction}`);
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, { progress });
    expect(steps).toEqual(['deriving null', 'rekeying 0', 'rekeying 1']);
    expect(recipientOf(vault)).not.toBe(before.recipient);
    expect(stagingOf(vault)).toEqual([]);
    expect(await vault.status()).toMatchObject({ state: 'unlocked', rekeying: null, recoverySaved: false });
    await vault.withPrivateKey(filled.identities[0]?.sha256 ?? '', async () => await Promise.resolve());
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await expectWhole(filled, 'passphrase', fresh);
    await expectWhole(filled, 'recovery-code', filled.code);
    // The recovery identity under the code is the one age file that stays.
    const [code] = rowsOf(vault.folder, 'SELECT code_envelope FROM protectors WHERE code_envelope IS NOT NULL');
    const bytes = bytesOfVault(vault.folder);
    const left = before.envelopes.filter((envelope) => bytes.includes(Buffer.from(envelope)));
    expect(left).toEqual([code?.['code_envelope']]);
    expect(eventsOf(vault).slice(-2)).toEqual(['passphrase-changed {"what":"passphrase"}', 'rekeyed {"keys":3}']);
  });

  test('[K04] an old copy with the old secret opens nothing of the new file, by no detour', async () => {
    const { vault } = await filledVault();
    const copy = join(temporaryFolder(), 'copy');
    cpSync(vault.folder, copy, { recursive: true });
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    const files = createPassphraseFiles({ workerUrl: testVaultOptions().workerUrl });
    const [row] = rowsOf(copy, "SELECT envelope FROM protectors WHERE kind = 'passphrase'");
    const identity = await files.decrypt([old], row?.['envelope'] as Uint8Array);
    // All that the old copy gives away, and what that gives away in turn.
    const known = identity ? [identity] : [];
    for (const each of known) {
      for (const envelope of envelopesIn(copy)) {
        const plain = await decryptWith(each, envelope);
        if (plain && Buffer.from(plain).toString('latin1').startsWith('AGE-SECRET-KEY-')) known.push(plain);
      }
    }
    expect(known).toHaveLength(1);
    for (const envelope of envelopesIn(vault.folder)) {
      for (const each of known) expect(await decryptWith(each, envelope)).toBeNull();
    }
    // Said to the person: the old copy itself still opens with the old secret.
    const opened = openVault(copy, testVaultOptions());
    await opened.unlock({ kind: 'passphrase', secret: old });
    expect((await opened.verify()).findings).toEqual([]);
    opened.close();
  });

  test('[K04] cancelled between batches: the vault is as before, the old passphrase too', async () => {
    const filled = await filledVault(60);
    const { vault } = filled;
    const before = { keys: keysOf(vault), recipient: recipientOf(vault) };
    const controller = new AbortController();
    const progress = (fraction: number | null) => {
      if (fraction !== null && fraction > 0) controller.abort();
    };
    const changing = vault.protectorChanges.changePassphrase(
      old,
      fresh,
      { rekey: true },
      { progress, signal: controller.signal },
    );
    await expect(changing).rejects.toMatchObject({ code: 'cancelled' });
    expect({ keys: keysOf(vault), recipient: recipientOf(vault) }).toEqual(before);
    expect(stagingOf(vault)).toEqual([]);
    await expectRefused(vault, 'passphrase', fresh, 'wrong-secret');
    await expectWhole(filled, 'passphrase', old);
  });

  test('[K03] a locked vault stays locked, and a lock meanwhile is not lifted', async () => {
    const { vault } = await filledVault();
    vault.lock();
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    expect(vault.isUnlocked).toBe(false);
    await vault.unlock({ kind: 'passphrase', secret: fresh });
    const lockOnce = (fraction: number | null) => {
      if (fraction === 0) vault.lock();
    };
    await vault.protectorChanges.changePassphrase(fresh, old, { rekey: true }, { progress: lockOnce });
    expect(vault.isUnlocked).toBe(false);
    await vault.unlock({ kind: 'passphrase', secret: old });
  });
});

describe('a lost passphrase', () => {
  test('[K05] the recovery code gives a new one, with and without re-keying, and unlocks', async () => {
    for (const rekey of [false, true]) {
      const filled = await filledVault();
      const vault = reopen(filled.vault);
      await vault.protectorChanges.resetPassphrase(filled.code.toLowerCase(), fresh, { rekey }, {});
      expect(await vault.status()).toMatchObject({ state: 'unlocked', recoverySaved: true, rekeying: null });
      await expectRefused(vault, 'passphrase', old, 'wrong-secret');
      await expectWhole(filled, 'passphrase', fresh);
      await expectWhole(filled, 'recovery-code', filled.code);
    }
  });

  test('[K05] gives a vault that has only a recovery code its first passphrase', async () => {
    const vault = newTestVault();
    const { recoveryCode } = await vault.initialiseProtectors({ useOsStore: false, recoveryCode: 'create-now' });
    const { protectorChanges } = vault;
    await expect(protectorChanges.changePassphrase('', fresh, { rekey: false }, {})).rejects.toMatchObject({
      code: 'not-available',
    });
    await protectorChanges.resetPassphrase(recoveryCode ?? '', fresh, { rekey: false }, {});
    await reopen(vault).unlock({ kind: 'passphrase', secret: fresh });
    expect(eventsOf(vault).at(-1)).toBe('protector-added {"what":"passphrase"}');
  });

  test('[K05] a mistyped code names its group and changes nothing', async () => {
    const { vault, code } = await filledVault();
    const wrong = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    await expect(vault.protectorChanges.resetPassphrase(wrong, fresh, { rekey: true }, {})).rejects.toMatchObject({
      code: 'wrong-secret',
      details: { group: 1 },
    });
  });
});

describe('removing and adding protectors', () => {
  test('[K04] a removed recovery code opens nothing any more, and a later one is not related to it', async () => {
    const filled = await filledVault();
    const { vault, code } = filled;
    const changes = vault.protectorChanges;
    await expect(changes.removeProtector('recovery-code', null, {})).rejects.toMatchObject({ code: 'secret-required' });
    await expect(changes.removeProtector('recovery-code', 'x', {})).rejects.toMatchObject({ code: 'wrong-secret' });
    await expect(changes.removeProtector('os-store', old, {})).rejects.toMatchObject({ code: 'not-available' });
    const recipient = recipientOf(vault);
    await changes.removeProtector('recovery-code', old, {});
    expect(recipientOf(vault)).not.toBe(recipient);
    await expectRefused(vault, 'recovery-code', code, 'not-available');
    await expectWhole(filled, 'passphrase', old);
    await expect(changes.removeProtector('passphrase', null, {})).rejects.toMatchObject({ code: 'last-protector' });
    const next = await vault.createRecoveryCode();
    await vault.confirmRecoveryCode(next.slice(-4));
    await expectRefused(vault, 'recovery-code', code, 'wrong-secret');
    await expectWhole(filled, 'recovery-code', next);
    expect(eventsOf(vault).slice(-3)).toEqual([
      'protector-removed {"what":"recovery-code"}',
      'rekeyed {"keys":3}',
      'protector-added {"what":"recovery-code"}',
    ]);
  });

  test('[K04] the passphrase can go when another protector stays; a locked vault refuses', async () => {
    const filled = await filledVault();
    const { vault, code } = filled;
    vault.lock();
    await expect(vault.protectorChanges.removeProtector('passphrase', null, {})).rejects.toMatchObject({
      code: 'vault-locked',
    });
    await vault.unlock({ kind: 'passphrase', secret: old });
    await vault.protectorChanges.removeProtector('passphrase', null, {});
    await expectRefused(vault, 'passphrase', old, 'not-available');
    await expectWhole(filled, 'recovery-code', code);
  });

  test('[K02] the OS store (in memory here) is added and removed, with its item', async () => {
    const osStore = memoryOsStore();
    const filled = await filledVault(2, osStore);
    const { vault } = filled;
    expect(osStore.items.size).toBe(1);
    await expect(vault.protectorChanges.addOsStore()).rejects.toMatchObject({ code: 'vault-exists' });
    await vault.protectorChanges.removeProtector('os-store', old, {});
    expect(osStore.items.size).toBe(0);
    await vault.protectorChanges.addOsStore();
    expect(osStore.items.size).toBe(1);
    // Re-keying with an OS store that stays keeps its item and works without asking it.
    await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, {});
    const other = reopen(vault, { osStore });
    await other.unlock({ kind: 'os-store' });
    expect((await other.verify()).findings).toEqual([]);
    expect(eventsOf(vault).filter((event) => event.includes('os-store'))).toEqual([
      'protector-added {"what":"os-store"}',
      'protector-removed {"what":"os-store"}',
      'protector-added {"what":"os-store"}',
    ]);
  });
});

describe('a re-keying that was cut short', () => {
  /** Leaves a staging behind as a kill would: the file is copied after the first batch. */
  async function cutShort(change: (vault: Vault, control: object) => Promise<void>, filled: Filled): Promise<Filled> {
    const folder = join(temporaryFolder(), 'killed');
    const progress = (fraction: number | null) => {
      if (fraction !== null && fraction > 0 && fraction < 1) cpSync(filled.vault.folder, folder, { recursive: true });
    };
    await change(filled.vault, { progress });
    filled.vault.close();
    const vault = openVault(folder, testVaultOptions());
    return { ...filled, vault };
  }

  test('[K04] goes on at the next unlock by any protector that stays, here the new passphrase', async () => {
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, control),
      await filledVault(60),
    );
    const { vault } = cut;
    expect(await vault.status()).toMatchObject({ rekeying: { done: 50, total: 61 } });
    expect((await vault.verify()).findings).toEqual([]);
    await expectRefused(vault, 'passphrase', old, 'wrong-secret');
    await vault.unlock({ kind: 'passphrase', secret: fresh });
    // Usable at once, with the former identity.
    await vault.withPrivateKey(cut.identities[0]?.sha256 ?? '', async () => await Promise.resolve());
    await vault.rekeyingSettled();
    expect(await vault.status()).toMatchObject({ state: 'unlocked', rekeying: null });
    expect(stagingOf(vault)).toEqual([]);
    await expectWhole(cut, 'passphrase', fresh);
    await expectWhole(cut, 'recovery-code', cut.code);
    vault.close();
  });

  test('[K04] goes on by the recovery code, and keys that came in meanwhile are not forgotten', async () => {
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

  test('[K04] is completed first by the next change, which then does its own', async () => {
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

  test('[K04] a changed note is not replaced by its staged former text', async () => {
    const filled = await filledVault(60);
    const cut = await cutShort(
      async (vault, control) => await vault.protectorChanges.changePassphrase(old, fresh, { rekey: true }, control),
      filled,
    );
    const [first] = cut.identities;
    // As if the note had been staged before the kill.
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

  test('[K04] an identity that a stranger staged is not taken, and an own re-keying clears it away', async () => {
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
         wrapping_recipient, code_envelope, escrow, confirmed_at FROM protectors WHERE kind = 'recovery-code'`,
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
  test('[K04] that holds the old identity locks itself at the next use and never calls the vault damaged', async () => {
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

  test('[K04] a key that is damaged stops the re-keying, is named, and everything is as before', async () => {
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
