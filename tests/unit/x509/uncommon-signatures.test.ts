// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { verifySignature } from '../../../main/x509/signatures/verify-signature.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import {
  dsaKey,
  kinds,
  onBoringssl,
  opensslIsThere,
  selfSigned,
  uncommonKey,
} from '../../support/openssl/uncommon-keys.ts';

describe.runIf(opensslIsThere)('signatures that BoringSSL has no algorithm for', () => {
  test.each(kinds)('[V01] never reports a %s signature as wrong, and only RSA as unknown', async (kind) => {
    const certificate = selfSigned(uncommonKey(kind));
    const expected = onBoringssl && kind === 'RSA' ? 'unknown' : 'valid';
    expect(await verifySignature(certificate, certificate)).toBe(expected);
  });

  test('[V01] a DSA signature is unknown where the runtime has no DSA', async () => {
    const certificate = selfSigned(dsaKey());
    expect(await verifySignature(certificate, certificate)).toBe(onBoringssl ? 'unknown' : 'valid');
  });
});

test('[V03] explains an unknown signature with its reason and a next step', () => {
  const reason = {
    code: 'signature-unsupported',
    certificate: 'aa',
    name: '张三',
    role: 'leaf',
    detail: null,
  } as const;
  expect(pathReasonText(reason, 'en')).toMatch(/^CertSteward can’t check the signature on .*张三.* Ask the issuer/);
  expect(pathReasonText(reason, 'zh-CN')).toMatch(/^无法检查.*张三.*的签名，.*请向机构/);
});
