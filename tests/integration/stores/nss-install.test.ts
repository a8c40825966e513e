// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createPrivateKey, verify, X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  certutil,
  freshHome,
  hashesOf,
  itemOf,
  newDatabase,
  passwordFile,
  pkcs8Of,
  storeAt,
} from '../../support/stores/nss-home.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';

const missing = missingTools('certutil', 'pk12util', 'openssl');

const kinds: readonly { name: string; key: readonly string[] }[] = [
  { name: 'RSA-2048', key: ['rsa:2048'] },
  { name: 'RSA-3072', key: ['rsa:3072'] },
  { name: 'RSA-4096', key: ['rsa:4096'] },
  { name: 'EC P-256', key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] },
  { name: 'EC P-384', key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] },
  { name: 'EC P-521', key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'] },
];

function identity(key: readonly string[] = kinds[3]?.key ?? [], subject = '/CN=张三/O=Test'): IdentityFiles {
  return makeIdentityFiles(freshHome(), 'me', { subject, key });
}

/** The key pk12util exports from the database, as PKCS#8 through OpenSSL. */
function keyThroughPk12util(folder: string, nickname: string, password = ''): Buffer {
  const out = join(folder, '..', 'out.p12');
  const secret = passwordFile(folder, password);
  writeFileSync(join(folder, '..', 'p12-password'), 'export');
  const secrets = ['-k', secret, '-w', join(folder, '..', 'p12-password')];
  execFileSync('pk12util', ['-o', out, '-n', nickname, '-d', `sql:${folder}`, ...secrets], { stdio: 'pipe' });
  const pem = openssl(['pkcs12', '-in', out, '-nocerts', '-nodes', '-passin', 'pass:export']);
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
}

describe.skipIf(missing.length > 0)(`NSS database, against NSS's own tools${skipReason(missing)}`, () => {
  test.each(kinds)(
    '[S03] $name: certutil, pk12util and OpenSSL read an identity installed into a new database',
    async ({ key }) => {
      const folder = join(freshHome(), 'share/pki/nssdb');
      const store = await storeAt(folder);
      const files = identity(key);
      expect(await store.describe()).toMatchObject({ state: 'absent', certificates: 0 });
      await store.install(itemOf(files, '张三 2026'), null);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(certutil(folder, ['-L'])).toContain('张三 2026');
      expect(certutil(folder, ['-L'])).toContain('u,u,u');
      expect(certutil(folder, ['-K'])).toContain('张三 2026');
      expect(keyThroughPk12util(folder, '张三 2026').equals(pkcs8Of(files))).toBe(true);
      expect(await store.list()).toMatchObject([
        { nickname: '张三 2026', hasKey: true, fields: { sha256: files.sha256 } },
      ]);
      expect(await store.describe()).toMatchObject({ state: 'ready', certificates: 1, withKey: 1 });
    },
  );

  test.each(kinds)('[S07] $name: a key imported by pk12util is listed, signs and is exported', async ({ key }) => {
    const folder = newDatabase();
    const files = identity(key);
    writeFileSync(join(folder, '..', 'p12-password'), files.password);
    const secrets = ['-w', join(folder, '..', 'p12-password'), '-k', passwordFile(folder, '')];
    execFileSync('pk12util', ['-i', files.p12, '-d', `sql:${folder}`, ...secrets], { stdio: 'pipe' });
    const store = await storeAt(folder);
    expect(await store.list()).toMatchObject([{ hasKey: true, fields: { sha256: files.sha256 } }]);
    const challenge = Buffer.from('a challenge');
    const { signature } = await store.sign(files.sha256, challenge, null);
    const { publicKey } = new X509Certificate(readFileSync(files.certificate));
    expect(verify('sha256', challenge, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(Buffer.from(await store.exportKey(files.sha256, null)).equals(pkcs8Of(files))).toBe(true);
  });

  test('[S03] a duplicate is refused before a byte is written', async () => {
    const folder = newDatabase();
    const files = identity();
    const store = await storeAt(folder);
    await store.install(itemOf(files), null);
    const before = hashesOf(folder);
    await expect(store.install(itemOf(files), null)).rejects.toMatchObject({ code: 'already-installed' });
    expect(hashesOf(folder)).toEqual(before);
  });

  test('[S03] a certificate without its key gets the key', async () => {
    const folder = newDatabase();
    const files = identity();
    certutil(folder, ['-A', '-n', 'keyless', '-t', ',,', '-i', files.certificate]);
    const store = await storeAt(folder);
    expect(await store.list()).toMatchObject([{ hasKey: false }]);
    await expect(store.sign(files.sha256, Buffer.from('x'), null)).rejects.toMatchObject({ code: 'key-missing' });
    await store.install(itemOf(files), null);
    expect(await store.list()).toMatchObject([{ hasKey: true, nickname: 'keyless' }]);
    expect(keyThroughPk12util(folder, 'keyless').equals(pkcs8Of(files))).toBe(true);
  });

  test('[S03] an algorithm that NSS cannot use is refused before anything is written', async () => {
    const folder = newDatabase();
    const before = hashesOf(folder);
    const store = await storeAt(folder);
    await expect(store.install(itemOf(identity(['ed25519'])), null)).rejects.toMatchObject({
      code: 'unsupported-algorithm',
    });
    expect(hashesOf(folder)).toEqual(before);
  });

  test('[S02] a primary password is required, and wrong ones change nothing', async () => {
    const folder = newDatabase('primary secret');
    const files = identity();
    const store = await storeAt(folder);
    expect(await store.describe()).toMatchObject({ state: 'password-needed' });
    const before = hashesOf(folder);
    await expect(store.install(itemOf(files), null)).rejects.toMatchObject({ code: 'store-needs-password' });
    for (const wrong of ['a', 'bb', '']) {
      await expect(store.install(itemOf(files), wrong)).rejects.toMatchObject({ code: 'store-wrong-password' });
    }
    expect(hashesOf(folder)).toEqual(before);
    await store.install(itemOf(files, 'mine'), 'primary secret');
    expect(keyThroughPk12util(folder, 'mine', 'primary secret').equals(pkcs8Of(files))).toBe(true);
    expect(await store.list()).toMatchObject([{ hasKey: true }]);
    await expect(store.sign(files.sha256, Buffer.from('x'), null)).rejects.toMatchObject({
      code: 'store-needs-password',
    });
    await store.remove(files.sha256, 'primary secret');
    expect(certutil(folder, ['-L'])).not.toContain('mine');
  });
});
