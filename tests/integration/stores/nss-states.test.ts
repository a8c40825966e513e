// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { holdDatabase } from '../../support/vault/hold-database.ts';
import { certutil, freshHome, hashesOf, itemOf, keysOf, newDatabase, storeAt } from '../../support/stores/nss-home.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = missingTools('certutil', 'openssl');

function identity(subject = '/CN=me'): IdentityFiles {
  return makeIdentityFiles(freshHome(), 'me', { subject });
}

async function filled() {
  const folder = newDatabase();
  const store = await storeAt(folder);
  const inside = identity('/CN=inside');
  await store.install(itemOf(inside), null);
  return { folder, store, inside, another: identity('/CN=another') };
}

type Filled = Awaited<ReturnType<typeof filled>>;

async function expectRefused({ folder, store, inside, another }: Filled, code: string): Promise<void> {
  const before = hashesOf(folder);
  await expect(store.install(itemOf(another), null)).rejects.toMatchObject({ code });
  await expect(store.remove(inside.sha256, null)).rejects.toMatchObject({ code });
  expect(hashesOf(folder)).toEqual(before);
}

describe.skipIf(missing.length > 0)(`[S02] states of an NSS database${skipReason(missing)}`, () => {
  test('[S02] reports a database locked by another program, changes nothing and works after its release', async () => {
    const all = await filled();
    const release = await holdDatabase(all.folder);
    try {
      await expectRefused(all, 'store-locked');
      expect(await all.store.describe()).toMatchObject({ state: 'locked', certificates: null });
      await expect(all.store.list()).rejects.toMatchObject({ code: 'store-locked' });
    } finally {
      await release();
    }
    expect(await all.store.list()).toHaveLength(1);
    await all.store.install(itemOf(all.another, 'another'), null);
    expect(await all.store.list()).toHaveLength(2);
  });

  test('[S02] lists a read-only database and refuses every change with its own code', async () => {
    const all = await filled();
    for (const name of ['cert9.db', 'key4.db']) chmodSync(join(all.folder, name), 0o400);
    await expectRefused(all, 'store-read-only');
    expect(await all.store.describe()).toMatchObject({ state: 'read-only', certificates: 1, withKey: 1 });
    expect((await all.store.sign(all.inside.sha256, Buffer.from('x'), null)).algorithm).toBe('ecdsa-sha256');
  });

  test('[S02] reports a damaged header or damaged pages with its own code, and changes nothing', async () => {
    for (const from of [0, 4096]) {
      const all = await filled();
      for (const name of ['cert9.db', 'key4.db']) {
        const file = join(all.folder, name);
        const bytes = readFileSync(file);
        bytes.fill(0xa7, from === 0 ? 0 : from, from === 0 ? 100 : undefined);
        writeFileSync(file, bytes);
      }
      await expectRefused(all, 'store-damaged');
      expect(await all.store.describe()).toMatchObject({ state: 'damaged', certificates: null });
    }
  });

  test('[S01] listing, signing and exporting a key leave every file unchanged', async () => {
    const { folder, store, inside } = await filled();
    const before = hashesOf(folder);
    await store.list();
    await store.read(inside.sha256);
    await store.sign(inside.sha256, Buffer.from('x'), null);
    await store.exportKey(inside.sha256, null);
    expect(hashesOf(folder)).toEqual(before);
  });

  test('[S01] one certificate that cannot be read does not hide the others', async () => {
    const { folder, store, inside } = await filled();
    const database = new DatabaseSync(join(folder, 'cert9.db'));
    database
      .prepare('INSERT INTO nssPublic (id, a0, a11) VALUES (?, ?, ?)')
      .run(77, Buffer.from([0, 0, 0, 1]), Buffer.from('no certificate'));
    database.close();
    expect((await store.list()).map(({ fields }) => fields.sha256)).toEqual([inside.sha256]);
    expect((await store.describe()).reason).toBe('1 not readable');
  });
});

describe.skipIf(missing.length > 0)(`[S09] removal from an NSS database${skipReason(missing)}`, () => {
  test('[S09] removes one of two certificates with one subject, and keeps the other and its key', async () => {
    const folder = newDatabase();
    const store = await storeAt(folder);
    const [old, renewed] = [identity('/CN=twin'), identity('/CN=twin')];
    await store.install(itemOf(old, 'old'), null);
    await store.install(itemOf(renewed, 'renewed'), null);
    expect((await store.list()).map(({ nickname }) => nickname)).toEqual(['old', 'old']);
    expect(await store.remove(old.sha256, null)).toEqual({ keyRemoved: true });
    expect(await store.list()).toMatchObject([{ fields: { sha256: renewed.sha256 }, hasKey: true }]);
    expect((await store.sign(renewed.sha256, Buffer.from('x'), null)).signature).toHaveLength(64);
    expect(keysOf(folder)).toBe(1);
    expect(await store.remove(renewed.sha256, null)).toEqual({ keyRemoved: true });
    expect(keysOf(folder)).toBe(0);
    await expect(store.remove(renewed.sha256, null)).rejects.toMatchObject({ code: 'not-installed' });
  });

  test('[S09] keeps a shared key until its second certificate is removed', async () => {
    const folder = newDatabase();
    const store = await storeAt(folder);
    const first = identity('/CN=first');
    const second = { ...first, ...renewWithSameKey(first) };
    await store.install(itemOf(first, 'first'), null);
    await store.install(itemOf(second, 'second'), null);
    expect(keysOf(folder)).toBe(1);
    expect(await store.remove(first.sha256, null)).toEqual({ keyRemoved: false });
    expect((await store.sign(second.sha256, Buffer.from('x'), null)).signature).toHaveLength(64);
    expect(await store.remove(second.sha256, null)).toEqual({ keyRemoved: true });
  });

  test('[S09] removes an unused key by its public key, and keeps a used one', async () => {
    const { folder, store, inside } = await filled();
    const [row] = await store.list();
    const spki = row?.fields.spkiSha256 ?? '';
    expect(await store.removeOrphanKey(spki, null)).toEqual({ removed: false });
    // `-D` deletes only the certificate, as an interrupted change may.
    certutil(folder, ['-D', '-n', 'our name']);
    expect(await store.list()).toEqual([]);
    expect(await store.removeOrphanKey(spki, null)).toEqual({ removed: true });
    expect(keysOf(folder)).toBe(0);
    await expect(store.sign(inside.sha256, Buffer.from('x'), null)).rejects.toMatchObject({ code: 'not-installed' });
  });

  test('[S09] keeps keys that share an ID, so that neither is removed by mistake', async () => {
    const { folder, store, inside, another } = await filled();
    await store.install(itemOf(another, 'another'), null);
    const spki = (await store.list()).find(({ fields }) => fields.sha256 === another.sha256)?.fields.spkiSha256 ?? '';
    certutil(folder, ['-D', '-n', 'another']);
    shareKeyId(folder);
    expect(await store.removeOrphanKey(spki, null)).toEqual({ removed: false });
    expect(await store.remove(inside.sha256, null)).toEqual({ keyRemoved: false });
    expect(await store.removeOrphanKey(spki, null)).toEqual({ removed: false });
    expect(keysOf(folder)).toBe(2);
  });
});

/** Gives every private key the ID of the only certificate. In NSS, programs may choose any ID. */
function shareKeyId(folder: string): void {
  const database = new DatabaseSync(join(folder, 'key4.db'));
  database.prepare('ATTACH ? AS other').run(join(folder, 'cert9.db'));
  database.exec("UPDATE nssPrivate SET a102 = (SELECT a102 FROM other.nssPublic WHERE a0 = x'00000001')");
  database.close();
}

function renewWithSameKey(files: IdentityFiles): Pick<IdentityFiles, 'certificate' | 'sha256'> {
  const certificate = `${files.certificate}.second`;
  openssl(['req', '-x509', '-key', files.key, '-subj', '/CN=second', '-days', '9', '-out', certificate]);
  return {
    certificate,
    sha256: new X509Certificate(readFileSync(certificate)).fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}
