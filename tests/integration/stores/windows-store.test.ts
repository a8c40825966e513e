// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { openssl } from '../../support/openssl/openssl.ts';
import type { DriverStep } from '../../support/wine/driver-steps.ts';
import { setUpWineNode, wineIsMissing, type WineNode } from '../../support/wine/wine-node.ts';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-wine-'));
const missing = wineIsMissing();
let wine: WineNode | null = null;
let rsa: Extract<DriverStep, { call: 'install' }>;
let pem: string;

beforeAll(() => {
  if (missing !== null) return;
  wine = setUpWineNode(folder);
  const files = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三', key: ['rsa:2048'] });
  pem = readFileSync(files.certificate, 'utf8');
  rsa = {
    call: 'install',
    certificate: openssl(['x509', '-in', files.certificate, '-outform', 'DER']).toString('base64'),
    sha256: files.sha256,
    issuers: [],
    pkcs8: openssl(['pkcs8', '-topk8', '-nocrypt', '-in', files.key, '-outform', 'DER']).toString('base64'),
    nickname: '张三的证书',
  };
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[S04] Windows’ CurrentUser\\MY under Wine', () => {
  test('installs a certificate that other processes list and remove, signs and refuses a duplicate', (context) => {
    if (wine === null) return context.skip(missing ?? 'Wine’s Node could not be set up here');
    const { sha256 } = rsa;
    const challenge = Buffer.from('challenge').toString('base64');
    const first = wine.run([{ call: 'list' }, rsa, rsa, { call: 'providers' }, { call: 'sign', sha256, challenge }]);
    expect(first.slice(0, 2)).toEqual([{ value: [] }, { value: null }]);
    expect(first[2]?.error).toBe('already-installed');
    expect(first[3]?.value).toEqual([[sha256, expect.stringMatching(/^Microsoft Enhanced /)]]);
    const signature = String((first[4]?.value as { signature?: string } | undefined)?.signature);
    const key = createPublicKey(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verify('sha256', Buffer.from('challenge'), key, Buffer.from(signature, 'base64'))).toBe(true);

    const later = wine.run([{ call: 'list' }, { call: 'read', sha256 }, { call: 'remove', sha256 }, { call: 'list' }]);
    expect(later[0]?.value).toMatchObject([
      { fields: { sha256 }, nickname: '张三的证书', hasKey: true, hardware: null },
    ]);
    expect(later[1]?.value).toBe(rsa.certificate);
    expect(later[2]?.value).toEqual({ keyRemoved: true });
    expect(wine.run([{ call: 'list' }, { call: 'remove', sha256 }])).toMatchObject([
      { value: [] },
      { error: 'not-installed' },
    ]);
  });

  test.for([
    ['installs an EC certificate', 'Wine’s PFXImportCertStore takes RSA only'],
    ['keeps the keys of two certificates apart', 'Wine puts every imported key into one container'],
    ['signs by CNG', 'Wine has no CNG signing'],
    ['exports a key', 'PFXExportCertStoreEx is a stub in Wine'],
  ])('%s (skipped: %s)', ([, reason], context) => context.skip(reason));
});
