// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePem } from '../../../main/formats/writers/write-pem.ts';
import { writePkcs12 } from '../../../main/formats/writers/write-pkcs12.ts';
import { writePkcs7 } from '../../../main/formats/writers/write-pkcs7.ts';
import { writeEncryptedPkcs8, writePlainPkcs8 } from '../../../main/formats/writers/write-pkcs8.ts';
import { missingTools, openssl, skipReason } from '../../support/openssl/openssl.ts';
import { makeIdentity, run, type Identity } from './peers.ts';

const keyTypes: readonly (readonly [name: string, newkey: readonly string[]])[] = [
  ['RSA', ['rsa:2048']],
  ['EC P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['Ed25519', ['ed25519']],
  ['SM2', ['sm2']],
];

const missing = missingTools('openssl');
const missingNss = missingTools('pk12util');

describe.skipIf(missing.length > 0)(`[F06] OpenSSL reopens exported files${skipReason(missing)}`, () => {
  let folder = '';
  const identities = new Map<string, Identity>();
  const identity = (name: string) => identities.get(name) as Identity;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-export-'));
    for (const [name, newkey] of keyTypes) identities.set(name, makeIdentity(folder, newkey));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, bytes: Uint8Array | string): string {
    const path = join(folder, name);
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  }
  const publicKeyOfLeaf = ({ leaf }: Identity) =>
    openssl(['x509', '-inform', 'DER', '-noout', '-pubkey'], leaf).toString();
  const subjects = (text: string) => Array.from(text.matchAll(/^subject=(.*)$/gm), ([, subject]) => subject);

  it.each(keyTypes)('[F06] reads unencrypted PKCS#8: %s', (name) => {
    const pem = writePlainPkcs8(identity(name).key);
    expect(openssl(['pkey', '-pubout'], pem).toString()).toBe(publicKeyOfLeaf(identity(name)));
  });

  it.each(
    keyTypes.flatMap(([name]) =>
      (['modern', 'compatible'] as const).flatMap((profile) =>
        ['a b c', '密码中文🔐é'].map((password) => [name, profile, password] as const),
      ),
    ),
  )('[F06] reads encrypted PKCS#8: %s, %s, %s', async (name, profile, password) => {
    const secret = file('password.txt', password);
    const read = ['pkey', '-pubout', '-passin', `file:${secret}`];
    const pem = await writeEncryptedPkcs8({ key: identity(name).key, password, profile });
    expect(Buffer.from(pem).toString()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(openssl(read, pem).toString()).toBe(publicKeyOfLeaf(identity(name)));
  });

  it('[F06] a wrong password does not open the key', async () => {
    const pem = await writeEncryptedPkcs8({ key: identity('RSA').key, password: 'right', profile: 'modern' });
    const secret = file('password.txt', 'wrong');
    expect(() => openssl(['pkey', '-pubout', '-passin', `file:${secret}`], pem)).toThrow();
  });

  it('[F06] PEM keeps the order of the chain', () => {
    const { leaf, issuer } = identity('RSA');
    const pem = writePem([leaf, issuer]);
    const text = openssl(['storeutl', '-certs', '-text', '-noout', file('chain.pem', pem)]).toString();
    expect(Array.from(text.matchAll(/Subject: .*CN\s*=\s*(.*)/g), ([, name]) => name?.startsWith('051@'))).toEqual([
      true,
      false,
    ]);
    expect(openssl(['x509', '-outform', 'DER'], pem)).toEqual(Buffer.from(leaf));
  });

  it('[F06] p7b keeps the order of the chain', () => {
    const { leaf, issuer } = identity('RSA');
    const text = openssl(['pkcs7', '-inform', 'DER', '-print_certs', '-noout'], writePkcs7([leaf, issuer])).toString();
    expect(subjects(text).map((subject) => subject?.includes('051@'))).toEqual([true, false]);
  });

  it('[F06] reads a p7b without certificates and one with 300', () => {
    const { leaf } = identity('RSA');
    const many = writePkcs7(Array.from({ length: 300 }, () => leaf));
    const print = ['pkcs7', '-inform', 'DER', '-print_certs', '-noout'];
    expect(subjects(openssl(print, many).toString())).toHaveLength(300);
    expect(subjects(openssl(print, writePkcs7([])).toString())).toHaveLength(0);
  });

  it.each(['modern', 'compatible'] as const)('[F06] opens PKCS#12 with no key or only a key: %s', async (profile) => {
    const { leaf, issuer, key } = identity('EC P-256');
    const secret = file('password.txt', 'secret');
    const base = { friendlyName: null, password: 'secret', profile };
    const read = (bytes: Uint8Array) =>
      openssl(['pkcs12', '-in', file('x.p12', bytes), '-passin', `file:${secret}`, '-noenc']).toString();
    const certificates = read(await writePkcs12({ ...base, certificates: [leaf, issuer], key: null }));
    expect(subjects(certificates)).toHaveLength(2);
    expect(certificates).not.toContain('PRIVATE KEY');
    const keyOnly = read(await writePkcs12({ ...base, certificates: [], key }));
    expect(subjects(keyOnly)).toHaveLength(0);
    expect(keyOnly).toContain('PRIVATE KEY');
  });

  it('[F06] opens PKCS#12 with an empty password', async () => {
    const { leaf, key } = identity('RSA');
    const base = { certificates: [leaf], key, friendlyName: null, password: '' } as const;
    const path = file('x.p12', await writePkcs12({ ...base, profile: 'modern' }));
    const read = ['pkcs12', '-in', path, '-passin', `file:${file('password.txt', '\n')}`, '-noout'];
    expect(openssl(read)).toHaveLength(0);
  });

  it.skipIf(missingNss.length > 0)(`[F06] NSS shows the Chinese friendly name${skipReason(missingNss)}`, async () => {
    const { leaf, key } = identity('RSA');
    const base = { certificates: [leaf], key, password: 'secret', profile: 'modern' } as const;
    const path = file('x.p12', await writePkcs12({ ...base, friendlyName: '张三 银行' }));
    const list = run('pk12util', ['-l', path, '-w', file('password.txt', 'secret')]);
    expect(list?.match(/Friendly Name: 张三 银行$/gm)).toHaveLength(2);
  });

  it.each(['p12', 'pkcs8'] as const)('[G08] the guomi profile gives OpenSSL the same SM2 key: %s', async (format) => {
    const { leaf, key } = identity('SM2');
    const secret = file('password.txt', '密码中文é');
    const base = { key, password: '密码中文é', profile: 'guomi' } as const;
    const read = ['pkey', '-pubout', '-passin', `file:${secret}`];
    if (format === 'p12') {
      const path = file('x.p12', await writePkcs12({ ...base, certificates: [leaf], friendlyName: null }));
      expect(openssl([...read, '-in', path]).toString()).toBe(publicKeyOfLeaf(identity('SM2')));
    } else {
      expect(openssl(read, await writeEncryptedPkcs8(base)).toString()).toBe(publicKeyOfLeaf(identity('SM2')));
    }
  });

  it.each([
    ['modern', 'PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256', 'sha256', 100_000],
    ['compatible', 'pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 20000', 'sha1', 20_000],
    ['guomi', 'PBES2, PBKDF2, SM4-CBC, Iteration 50000, PRF hmacWithSHA256', 'sm3', 50_000],
  ] as const)('[F06] [G08] shows the algorithms of the %s profile', async (profile, scheme, digest, iterations) => {
    const { leaf, key } = identity('RSA');
    const bytes = await writePkcs12({ certificates: [leaf], key, friendlyName: null, password: 'secret', profile });
    const secret = file('password.txt', 'secret');
    const info = ['pkcs12', '-in', file('x.p12', bytes), '-passin', `file:${secret}`, '-info', '-noout'];
    const result = spawnSync('openssl', info);
    const text = result.stderr.toString();
    expect(result.status).toBe(0);
    expect(text).toContain(`MAC: ${digest}, Iteration ${iterations}`);
    expect(text).toContain(`PKCS7 Encrypted data: ${scheme}`);
    expect(text).toContain(`Shrouded Keybag: ${scheme}`);
  });
});
