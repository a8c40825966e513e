// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chooseAlgorithm } from '../../../main/enrolment/providers/est/choose-algorithm.ts';
import { proveKey } from '../../../main/enrolment/requests/prove-key.ts';
import { readCsrAttributes } from '../../../main/x509/requests/read-csr-attributes.ts';

const der = { type: 'spki', format: 'der' } as const;
const pair = (kind: 'ec' | 'ed25519') => {
  const keys = kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  return {
    pkcs8: keys.privateKey.export({ type: 'pkcs8', format: 'der' }),
    spki: keys.publicKey.export(der),
  };
};

describe('keys of requests over EST', () => {
  test('[E07] a key passes the proof for its own public key and no other', async () => {
    for (const kind of ['ec', 'ed25519'] as const) {
      const { pkcs8, spki } = pair(kind);
      await expect(proveKey(pkcs8, spki)).resolves.toBeUndefined();
      await expect(proveKey(pkcs8, pair(kind).spki)).rejects.toThrow('verification-failed');
    }
  });

  test('[E04] uses the first allowed key type that csrattrs name (RFC 7030 §4.5.2)', () => {
    // The example of §4.5.2: challengePassword, ecPublicKey with P-384, extensionRequest, ecdsa-with-SHA384.
    const text = 'MEEGCSqGSIb3DQEJBzASBgcqhkjOPQIBMQcGBSuBBAAiMBYGCSqGSIb3DQEJDjEJBgcrBgEBAQEWBggqhkjOPQQDAw==';
    const attributes = readCsrAttributes(Buffer.from(text, 'base64'));
    expect(attributes.oids).toEqual([
      '1.2.840.113549.1.9.7',
      '1.2.840.10045.4.3.3',
      '1.2.840.10045.2.1',
      '1.2.840.113549.1.9.14',
    ]);
    expect(chooseAlgorithm(['rsa-2048', 'ec-p256', 'ec-p384'], attributes)).toBe('ec-p384');
    // Algorithms the profile forbids are never chosen.
    expect(chooseAlgorithm(['rsa-2048'], attributes)).toBe('rsa-2048');
    const sized = (bits: number) => ({
      oids: ['1.2.840.113549.1.1.1'],
      attributes: [{ type: '1.2.840.113549.1.1.1', oids: [], integers: [bits] }],
    });
    const all = ['ec-p256', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const;
    expect([512, 2048, 2049, 4096].map((bits) => chooseAlgorithm(all, sized(bits)))).toEqual([
      'rsa-2048',
      'rsa-2048',
      'rsa-3072',
      'rsa-4096',
    ]);
    expect(chooseAlgorithm(all, { oids: [], attributes: [] })).toBe('ec-p256');
  });
});
