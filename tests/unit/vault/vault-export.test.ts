// SPDX-License-Identifier: Apache-2.0
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { mergeForeignVault } from '../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault } from '../../../main/vault/export/read-foreign-vault.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { unreleasedApplicationId } from '../../../main/vault/store/migrations.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeRichVault } from '../../support/vault/rich-vault.ts';
import { makeIdentity, type TestIdentity } from '../../support/openssl/make-identity.ts';
import { memoryOsStore } from '../../support/vault/memory-os-store.ts';
import { newTestVault, temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import { privateFileMode } from '../../support/system.ts';

const origin = { via: 'file', fileName: 'a.p12', path: '/x/a.p12', downloadedFrom: 'https://bank' } as const;
const passphrase = 'p';
const given = { kind: 'passphrase', secret: passphrase } as const;

async function savedVault(...identities: readonly TestIdentity[]): Promise<{ vault: Vault; code: string }> {
  const vault = newTestVault({ osStore: memoryOsStore() });
  const made = await vault.initialiseProtectors({ passphrase, useOsStore: true, recoveryCode: 'create-now' });
  const code = made.recoveryCode ?? '';
  await vault.unlock({ kind: 'recovery-code', secret: code });
  await put(vault, identities);
  return { vault, code };
}

async function put(vault: Vault, identities: readonly TestIdentity[]) {
  const certificates = identities.map((each) => each.certificate);
  await vault.importItems({ certificates, keys: identities.map((each) => each.key), origin });
}

async function merged(vault: Vault, path: string, secret: Parameters<typeof readForeignVault>[1] = given) {
  const foreign = await readForeignVault(path, secret);
  const file = { fileName: 'moved.vault', path, at: new Date('2026-11-24T13:00:00Z') };
  return { ...(await mergeForeignVault(vault, foreign, file)), unreadable: foreign.unreadable };
}

function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe('vault export', () => {
  test('[K09] writes one private file without the OS store protector and deleted certificates', async () => {
    const [kept, deleted] = [await makeIdentity('CN=kept'), await makeIdentity('CN=canary-deleted')];
    const { vault } = await savedVault(kept, deleted);
    await vault.annotate(deleted.sha256, { label: 'canary-label', note: 'n' });
    await vault.deletion.moveToTrash([deleted.sha256]);
    const answer = { key: 'http://canary-asked.example/ocsp', body: Buffer.from('answer'), goodUntil: null };
    await vault.revocation.record([], [answer]);
    const folder = temporaryFolder();
    const path = join(folder, 'moved.vault');
    const exported = await vault.exportTo(path);
    expect(exported).toEqual({ bytes: statSync(path).size, certificates: 1, keys: 1 });
    expect(readdirSync(folder)).toEqual(['moved.vault']);
    expect(statSync(path).mode & 0o777).toBe(privateFileMode);
    const bytes = readFileSync(path);
    expect(bytes.includes('CN=kept')).toBe(true);
    // The deleted certificate's fingerprint stays in the activity log.
    for (const canary of ['canary-deleted', 'canary-label', 'canary-asked', deleted.key.spkiSha256])
      expect(bytes.includes(canary)).toBe(false);
    const database = new DatabaseSync(path, { readOnly: true });
    const kinds = database.prepare('SELECT kind FROM protectors ORDER BY kind').all();
    database.close();
    expect(kinds.map((row) => row['kind'])).toEqual(['passphrase', 'recovery-code']);
    expect((await vault.status()).protectors).toHaveLength(3);
    expect(vault.deletion.list()).toHaveLength(1);
    expect((await vault.verify()).findings).toEqual([]);
  });

  test('[K09] [K01] is refused when only the OS store opens the vault, or the recovery code is unsaved', async () => {
    const path = join(temporaryFolder(), 'moved.vault');
    const onlyStore = newTestVault({ osStore: memoryOsStore() });
    await onlyStore.initialiseProtectors({ useOsStore: true, recoveryCode: 'later' });
    await expect(onlyStore.exportTo(path)).rejects.toMatchObject({ code: 'last-protector' });
    const unsaved = newTestVault();
    const made = await unsaved.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'create-now' });
    await expect(unsaved.exportTo(path)).rejects.toMatchObject({ code: 'recovery-unsaved' });
    await unsaved.unlock({ kind: 'recovery-code', secret: made.recoveryCode ?? '' });
    expect(await unsaved.exportTo(path)).toMatchObject({ certificates: 0, keys: 0 });
  });

  test('[K09] needs no secret for a vault without keys, and neither does its import', async () => {
    const vault = newTestVault();
    const { certificate, sha256 } = await makeIdentity('CN=a');
    await vault.importItems({ certificates: [certificate], keys: [], origin });
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path);
    expect(await merged(newTestVault(), path, null)).toMatchObject({ added: [sha256], keysAdded: 0 });
  });

  test('[K09] never overwrites the vault itself, and leaves nothing behind when it fails', async () => {
    const { vault } = await savedVault();
    const file = join(vault.folder, 'vault.sqlite');
    await expect(vault.exportTo(file)).rejects.toMatchObject({ code: 'destination-unwritable' });
    await expect(vault.exportTo(`${file}-wal`)).rejects.toMatchObject({ code: 'destination-unwritable' });
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'moved.vault'));
    await expect(vault.exportTo(join(folder, 'moved.vault'))).rejects.toMatchObject({ code: 'destination-unwritable' });
    expect(readdirSync(folder)).toEqual(['moved.vault']);
    await expect(vault.exportTo(join(folder, 'no', 'x'))).rejects.toMatchObject({ code: 'destination-unwritable' });
    expect((await vault.verify()).findings).toEqual([]);
  });
});

describe('vault import', () => {
  test('[K09] adds keys, labels, tags, notes and origins, with either secret', async () => {
    const [a, b] = [await makeIdentity('CN=a', 'friendly'), await makeIdentity('CN=b')];
    const { vault: theirs, code } = await savedVault(a, b);
    await theirs.annotate(a.sha256, { label: '工资', place: '柜台', note: '备注', tags: ['x', 'y'] });
    const statements = { bankValidOn: '2026-11-20', replacedBy: b.sha256 };
    await theirs.annotate(a.sha256, statements);
    const path = join(temporaryFolder(), 'moved.vault');
    await theirs.exportTo(path);
    for (const secret of [given, { kind: 'recovery-code', secret: code.toLowerCase() } as const]) {
      const ours = newTestVault();
      await ours.initialiseProtectors({ passphrase: 'other', useOsStore: false, recoveryCode: 'later' });
      expect(await merged(ours, path, secret)).toEqual({
        added: expect.arrayContaining([a.sha256, b.sha256]) as string[],
        known: [],
        keysAdded: 2,
        oursKept: 0,
        anchorsAdded: 0,
        unreadable: { certificates: [], keys: [], notes: [] },
      });
      expect(ours.getRow(a.sha256)).toMatchObject({
        label: '工资',
        place: '柜台',
        tags: ['x', 'y'],
        friendlyName: 'friendly',
        ...statements,
      });
      expect(await ours.readNote(a.sha256)).toBe('备注');
      expect(ours.originsOf(a.sha256)).toEqual([
        { via: 'vault', fileName: 'moved.vault', path, downloadedFrom: null, importedAt: '2026-11-24T12:00:00.000Z' },
        { ...origin, importedAt: '2026-11-24T12:00:00.000Z' },
      ]);
      expect(await ours.withPrivateKey(a.sha256, async (key) => Buffer.from(key).equals(a.key.pkcs8))).toBe(true);
      expect(await ours.verify()).toMatchObject({ findings: [], keys: 2, keysOpened: true });
    }
  });

  test('[K09] overwrites nothing, fills gaps, joins tags and reports the kept values', async () => {
    const a = await makeIdentity('CN=a');
    const { vault: theirs } = await savedVault(a);
    await theirs.annotate(a.sha256, { label: 'theirs', place: 'their place', note: 'their note', tags: ['x', 'y'] });
    await theirs.annotate(a.sha256, { bankValidOn: '2026-11-20', replacedBy: '' });
    const path = join(temporaryFolder(), 'moved.vault');
    await theirs.exportTo(path);
    const { vault: ours } = await savedVault(a);
    await ours.annotate(a.sha256, { label: 'ours', note: 'our note', tags: ['z', 'x'] });
    expect(await merged(ours, path)).toMatchObject({ added: [], known: [a.sha256], keysAdded: 0, oursKept: 1 });
    expect(ours.getRow(a.sha256)).toMatchObject({ label: 'ours', place: 'their place', tags: ['z', 'x', 'y'] });
    // A person's statements that silence warnings aren't merged.
    expect(ours.getRow(a.sha256)).toMatchObject({ bankValidOn: null, replacedBy: null });
    expect(await ours.readNote(a.sha256)).toBe('our note');
  });

  test('[K09] changes neither the file nor its read-only folder', async () => {
    const folder = temporaryFolder();
    const made = await makeRichVault(folder);
    const path = join(folder, 'vault.sqlite');
    const before = readFileSync(path);
    chmodSync(folder, 0o500);
    const ours = newTestVault();
    await ours.initialiseProtectors({ passphrase: 'other', useOsStore: false, recoveryCode: 'later' });
    const result = await merged(ours, path, { kind: 'passphrase', secret: made.passphrase });
    chmodSync(folder, 0o700);
    expect(result).toMatchObject({ unreadable: { certificates: [], keys: [], notes: [] } });
    expect(result.added).toHaveLength(made.certificates.length - made.deleted.length);
    expect(await ours.verify()).toMatchObject({ findings: [], keysOpened: true });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['vault.sqlite']);
  });

  test('[K09] refuses a wrong or missing secret, another file, a newer vault and planted SQL', async () => {
    const { vault } = await savedVault(await makeIdentity('CN=a'));
    const folder = temporaryFolder();
    const path = join(folder, 'moved.vault');
    await vault.exportTo(path);
    const refusal = async (file: string, secret: Parameters<typeof readForeignVault>[1] = given) =>
      await readForeignVault(file, secret).then(
        () => 'none',
        (error: unknown) => (error as { code?: string }).code,
      );
    expect(await refusal(path, { kind: 'passphrase', secret: 'wrong' })).toBe('wrong-secret');
    expect(await refusal(path, { kind: 'recovery-code', secret: 'wrong' })).toBe('wrong-secret');
    expect(await refusal(path, null)).toBe('secret-missing');
    expect(await refusal(join(folder, 'none'))).toBe('file-unreadable');
    expect(await refusal(folder)).toBe('file-unreadable');
    const text = join(folder, 'text');
    writeFileSync(text, 'x'.repeat(500));
    expect(await refusal(text)).toBe('not-a-vault-file');
    expect(await refusal(join(text, 'below'))).toBe('file-unreadable');
    const variants = {
      newer: 'PRAGMA user_version = 99',
      unreleased: `PRAGMA application_id = ${unreleasedApplicationId}; PRAGMA user_version = 8`,
      trigger: 'CREATE TRIGGER t AFTER INSERT ON keys BEGIN SELECT 1; END',
    };
    for (const [name, sql] of Object.entries(variants)) {
      copyFileSync(path, join(folder, name));
      tamper(join(folder, name), sql);
    }
    expect(await refusal(join(folder, 'newer'))).toBe('vault-newer');
    expect(await refusal(join(folder, 'unreleased'))).toBe('vault-unreleased');
    expect(await refusal(join(folder, 'trigger'))).toBe('vault-tampered');
  });

  test('[K09] reports and leaves out damaged rows and swapped keys, and adds the rest', async () => {
    const [a, b, c] = [await makeIdentity('CN=a'), await makeIdentity('CN=b'), await makeIdentity('CN=c')];
    const { vault } = await savedVault(a, b, c);
    await vault.annotate(c.sha256, { note: 'n' });
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path);
    const other = (await makeIdentity('CN=other')).certificate.der;
    const hex = Buffer.from(other).toString('hex');
    tamper(
      path,
      `UPDATE certificates SET der = x'${hex}' WHERE sha256 = '${a.sha256}';
      UPDATE keys SET envelope = (SELECT envelope FROM keys WHERE spki_sha256 = '${c.key.spkiSha256}')
        WHERE spki_sha256 = '${b.key.spkiSha256}';
      UPDATE annotations SET note = x'00' WHERE sha256 = '${c.sha256}';`,
    );
    const ours = openVault((await savedVault()).vault.folder, testVaultOptions());
    const result = await merged(ours, path);
    expect(result.unreadable).toEqual({ certificates: [a.sha256], keys: [b.key.spkiSha256], notes: [c.sha256] });
    expect(result.added.toSorted()).toEqual([b.sha256, c.sha256].toSorted());
    expect(ours.getRow(b.sha256)?.hasPrivateKey).toBe(false);
    expect(ours.getRow(c.sha256)?.hasPrivateKey).toBe(true);
    ours.close();
  });

  test('[K09] restores a certificate from 最近删除 with its key', async () => {
    const a = await makeIdentity('CN=a');
    const { vault } = await savedVault(a);
    const path = join(temporaryFolder(), 'moved.vault');
    await vault.exportTo(path);
    await vault.deletion.moveToTrash([a.sha256]);
    expect(await merged(vault, path)).toMatchObject({ added: [a.sha256], known: [] });
    expect(vault.getRow(a.sha256)?.hasPrivateKey).toBe(true);
  });
});
