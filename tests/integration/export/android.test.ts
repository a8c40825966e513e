// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePkcs12 } from '../../../main/formats/writers/write-pkcs12.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { bouncyCastle, bouncyCastlePeer, type Identity, makeIdentity } from './peers.ts';

const keyTypes = {
  RSA: ['rsa:2048'],
  'EC P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
} as const;
const passwords = { ASCII: 'correct horse 42', 中文: '密码中文' } as const;

const missing = [...missingTools('openssl', 'keytool'), ...(existsSync(bouncyCastle) ? [] : ['libbcprov-java'])];

/** No phone runs here: this is the library Android's key store uses to read PKCS#12. */
describe.skipIf(missing.length > 0)(`[F06] a file for Android, in Bouncy Castle${skipReason(missing)}`, () => {
  let folder = '';
  const identities = new Map<string, Identity>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-android-'));
    for (const [keyType, newkey] of Object.entries(keyTypes)) identities.set(keyType, makeIdentity(folder, newkey));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const cells = Object.keys(keyTypes).flatMap((keyType) =>
    Object.entries(passwords).map(([kind, password]) => [keyType, kind, password] as const),
  );

  it.each(cells)('[F06] %s, password in %s: it alone opens chain and key', async (keyType, _kind, password) => {
    const { leaf, issuer, key } = identities.get(keyType) as Identity;
    const file = join(folder, 'android.p12');
    const friendlyName = '工资卡';
    writeFileSync(
      file,
      await writePkcs12({ certificates: [leaf, issuer], key, password, friendlyName, profile: 'compatible' }),
    );
    expect(bouncyCastlePeer(file, password, folder)).toMatchObject({
      leaf: createHash('sha256').update(leaf).digest('hex'),
      certificates: 2,
      keyMatches: true,
    });
    expect(bouncyCastlePeer(file, 'another password', folder)).toBeNull();
  });
});
