// SPDX-License-Identifier: Apache-2.0
import { hash, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createParseClient } from '../../../../main/parser/parse-client.ts';
import { createMacosStores, usableIdentities } from '../../../../main/stores/macos/macos-store.ts';
import { createSecurityCommand } from '../../../../main/stores/macos/security-command.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { startNodeChild } from '../../../support/cli/start-node-child.ts';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-macos-'));
const parse = createParseClient(startNodeChild);
let zhang: X509Certificate;
let li: X509Certificate;

/** Replaces /usr/bin/security: records its arguments and runs `body`. */
function standIn(name: string, body: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "$@" >> '${join(folder, name)}.asked'\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

const sha1 = (certificate: X509Certificate): string => hash('sha1', certificate.raw, 'hex').toUpperCase();
const sha256 = (certificate: X509Certificate): string => hash('sha256', certificate.raw, 'hex');

beforeAll(async () => {
  zhang = new X509Certificate((await makeIdentity('CN=张三')).certificate.der);
  li = new X509Certificate((await makeIdentity('CN=李四')).certificate.der);
  writeFileSync(join(folder, 'all.pem'), `${zhang.toString()}${li.toString()}`);
  writeFileSync(join(folder, 'identities'), `  1) ${sha1(zhang)} "张三 2) "\n     1 valid identities found\n`);
});
afterAll(() => {
  parse.close();
  rmSync(folder, { recursive: true, force: true });
});

async function storeWith(program: string, on = true, timeoutMs = 10_000) {
  const security = createSecurityCommand(program, timeoutMs);
  const finder = createMacosStores({ home: '/Users/zhang', security, parse, isAllowed: () => on });
  const [store] = await finder.find();
  if (!store) throw new Error('no store');
  return store;
}

describe('[S05] the macOS keychain, with a stand-in for `security` (no macOS ran)', () => {
  const answers = `case "$1" in find-certificate) cat '${folder}/all.pem';; *) cat '${folder}/identities';; esac`;

  test('lists the certificates and which have a usable key, marked as unverified', async () => {
    const program = standIn('works', answers);
    const store = await storeWith(program);
    const listed = await store.list();
    const withKey = new Map(listed.map(({ fields, hasKey }) => [fields.sha256, hasKey]));
    expect(withKey).toEqual(
      new Map([
        [sha256(zhang), true],
        [sha256(li), null],
      ]),
    );
    expect(await store.describe()).toMatchObject({ state: 'ready', verified: false, certificates: 2, withKey: 1 });
    const der = await store.read(sha256(li));
    expect(der && Buffer.compare(der, li.raw)).toBe(0);
    expect(await store.read('0'.repeat(64))).toBeNull();
    const keychain = '/Users/zhang/Library/Keychains/login.keychain-db';
    expect(new Set(readFileSync(`${program}.asked`, 'utf8').trim().split('\n'))).toEqual(
      new Set([`find-certificate -a -p ${keychain}`, `find-identity -v -p ssl-client ${keychain}`]),
    );
  });

  test('is off, and starts nothing, until the setting is on', async () => {
    const program = standIn('off', answers);
    const store = await storeWith(program, false);
    expect(await store.describe()).toMatchObject({ state: 'unverified-off', verified: false, certificates: null });
    expect(await store.list()).toEqual([]);
    expect(existsSync(`${program}.asked`)).toBe(false);
  });

  test('refuses every change without starting anything: the password would be an argument', async () => {
    const program = standIn('change', answers);
    const store = await storeWith(program);
    const item = { certificate: li.raw, sha256: sha256(li), issuers: [], pkcs8: new Uint8Array(8), nickname: '李四' };
    await expect(store.install(item, null)).rejects.toMatchObject({
      code: 'store-refused',
      details: { reason: 'macos-import' },
    });
    await expect(store.remove(sha256(li), null)).rejects.toMatchObject({ code: 'store-refused' });
    await expect(store.exportKey(sha256(li), null)).rejects.toMatchObject({ code: 'store-refused' });
    await expect(store.sign(sha256(li), new Uint8Array(1), null)).rejects.toMatchObject({ code: 'store-refused' });
    expect(await store.removeOrphanKey(sha256(li), null)).toEqual({ removed: false });
    expect(existsSync(`${program}.asked`)).toBe(false);
  });

  test.each([
    ['is locked', 'exit 36', 'security find-certificate: 36'],
    ['prints no certificate', 'echo nonsense', 'security: not-a-certificate-file'],
  ])('reports a keychain that %s as damaged', async (name, body, reason) => {
    const store = await storeWith(standIn(name.replaceAll(' ', '-'), body));
    expect(await store.describe()).toMatchObject({ state: 'damaged', reason, certificates: null });
    await expect(store.list()).rejects.toMatchObject({ name: 'AppError' });
  });

  test('a keychain in which `security` finds nothing is empty, not damaged', async () => {
    const store = await storeWith(standIn('nothing', 'exit 44'));
    expect(await store.list()).toEqual([]);
    expect(await store.describe()).toMatchObject({ state: 'ready', certificates: 0 });
  });

  test('reports a missing or silent `security`, and an empty keychain as empty', async () => {
    expect(await (await storeWith(join(folder, 'nowhere'))).describe()).toMatchObject({ state: 'tools-missing' });
    const slow = await storeWith(standIn('slow', 'exec sleep 600'), true, 300);
    expect(await slow.describe()).toMatchObject({
      state: 'damaged',
      reason: 'security: no answer within 300 ms',
    });
    expect(await (await storeWith(standIn('empty', 'exit 0'))).describe()).toMatchObject({
      state: 'ready',
      certificates: 0,
    });
    const cancelled = AbortSignal.abort();
    await expect((await storeWith(standIn('late', answers))).list(cancelled)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

test('[S05] sample output of `security find-identity`: only its numbered lines count (no macOS ran)', () => {
  const one = '5CC1E0D2F3A4B5C6D7E8F9000102030405060708';
  const output = [
    'Policy: SSL (client)',
    '  Matching identities',
    `  1) ${one} "051@张三@110101199001011234@1" (CSSMERR_TP_CERT_EXPIRED)`,
    `     "3) ${'A'.repeat(40)} "name of its own"`,
    '  2) NOTHEX "x"',
    '     1 identities found',
  ].join('\n');
  expect([...usableIdentities(Buffer.from(output))]).toEqual([one.toLowerCase()]);
  expect(usableIdentities(new Uint8Array()).size).toBe(0);
});
