// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createNssClient } from '../../../main/stores/nss/nss-client.ts';
import { createNssLooks } from '../../../main/stores/nss/nss-looks.ts';
import { createNssStore } from '../../../main/stores/nss/nss-store.ts';
import { freshHome, hashesOf, itemOf, keysOf, newDatabase, storeAt } from '../../support/stores/nss-home.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';

const missing = missingTools('certutil', 'openssl');

const identity = (name: string, key?: readonly string[]): IdentityFiles =>
  makeIdentityFiles(freshHome(), name, { subject: `/CN=${name}`, ...(key && { key }) });

function change(folder: string, name: string, sql: string, ...values: Uint8Array[]): void {
  const database = new DatabaseSync(join(folder, name));
  try {
    if (values.length > 0) database.prepare(sql).run(...values);
    else database.exec(sql);
  } finally {
    database.close();
  }
}

async function filled() {
  const folder = newDatabase();
  const store = await storeAt(folder);
  const inside = identity('inside');
  await store.install(itemOf(inside), null);
  return { folder, store, inside };
}

/** DER with up to 127 octets of content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
};

describe.skipIf(missing.length > 0)(`[X07] hostile NSS databases${skipReason(missing)}`, () => {
  test.each([
    [
      'an endless view in place of the table',
      `ALTER TABLE nssPublic RENAME TO hidden; CREATE VIEW nssPublic AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hidden.* FROM hidden, n`,
    ],
    [
      'a trigger that empties the table at the next change',
      'CREATE TRIGGER t AFTER INSERT ON nssPublic BEGIN DELETE FROM nssPublic; END',
    ],
  ])(
    '%s is reported as damaged, and the files are not changed',
    async (_, sql) => {
      const { folder, store, inside } = await filled();
      change(folder, 'cert9.db', sql);
      const before = hashesOf(folder);
      expect(await store.describe()).toMatchObject({ state: 'damaged' });
      await expect(store.install(itemOf(identity('other')), null)).rejects.toMatchObject({ code: 'store-damaged' });
      await expect(store.remove(inside.sha256, null)).rejects.toMatchObject({ code: 'store-damaged' });
      expect(hashesOf(folder)).toEqual(before);
    },
    30_000,
  );

  test('billions of rounds for the primary password are not computed', async () => {
    const { folder, store } = await filled();
    const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));
    const rounds = der(2, Buffer.from('7fffffff', 'hex'));
    const derivation = der(0x30, oid('2a864886f70d01050c'), der(0x30, der(4, Buffer.alloc(16)), rounds));
    const cipher = der(0x30, oid('60864801650304012a'), der(4, Buffer.alloc(14)));
    const algorithm = der(0x30, oid('2a864886f70d01050d'), der(0x30, derivation, cipher));
    const value = der(0x30, algorithm, der(4, Buffer.alloc(16)));
    change(folder, 'key4.db', "UPDATE metaData SET item2 = ? WHERE id = 'password'", value);
    expect(await store.describe()).toMatchObject({ state: 'password-needed', certificates: 1 });
  }, 20_000);

  test('leaves out a giant certificate, truncates a giant nickname and lists the others', async () => {
    const { folder, store, inside } = await filled();
    await store.install(itemOf(identity('other')), null);
    change(folder, 'cert9.db', 'UPDATE nssPublic SET a3 = ?', Buffer.alloc(20_000_000, 'x'));
    const giant = 'UPDATE nssPublic SET a11 = ? WHERE rowid = (SELECT max(rowid) FROM nssPublic WHERE a11 IS NOT NULL)';
    change(folder, 'cert9.db', giant, Buffer.alloc(20_000_000));
    const [only, ...more] = await store.list();
    expect(more).toEqual([]);
    expect({ sha256: only?.fields.sha256, nicknameLength: only?.nickname?.length }).toEqual({
      sha256: inside.sha256,
      nicknameLength: 1024,
    });
  }, 30_000);

  test('[S07] keeps a key with another public key under the same CKA_ID', async () => {
    const { folder, store, inside } = await filled();
    await store.install(itemOf(identity('other')), null);
    // Two keys share a CKA_ID, as after `pkcs11-tool --id 01`, and one certificate is missing.
    change(folder, 'key4.db', 'UPDATE nssPrivate SET a102 = (SELECT a102 FROM nssPrivate ORDER BY rowid LIMIT 1)');
    change(folder, 'cert9.db', 'DELETE FROM nssPublic WHERE rowid = (SELECT max(rowid) FROM nssPublic WHERE a0 = x\'00000001\')'); // prettier-ignore
    expect(keysOf(folder)).toBe(2);
    expect(await store.remove(inside.sha256, null)).toEqual({ keyRemoved: false });
    expect(keysOf(folder)).toBe(2);
  }, 30_000);

  test('[S03] reports why no database can be created, and leaves no empty folder', async () => {
    const home = freshHome();
    writeFileSync(join(home, 'file'), '');
    const below = await storeAt(join(home, 'file', 'nssdb'));
    const item = itemOf(identity('other'));
    await expect(below.install(item, null)).rejects.toMatchObject({ code: 'store-read-only' });

    const folder = join(home, '.pki', 'nssdb');
    mkdirSync(join(home, '.pki'));
    const client = createNssClient(startNodeChild);
    const location = { id: `chromium:${folder}`, kind: 'chromium', name: 'x', folder, browsers: [] } as const;
    const parts = { client, looks: createNssLooks(client), libraries: [] };
    const without = createNssStore({ ...location, isDefault: false, isRunning: () => false }, parts);
    await expect(without.install(item, null)).rejects.toMatchObject({ code: 'store-tools-missing' });
    expect(existsSync(folder)).toBe(false);
  });
});
