// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { expect, test, vi } from 'vitest';
import type * as Curves from '../../../main/formats/keys/curves.ts';
import type { WrappedPair } from '../../../main/formats/cfca/wrapped-key.ts';
import { Findings } from '../../../main/formats/inspect/findings.ts';
import { readAuthenticatedSafe } from '../../../main/formats/pkcs12/authenticated-safe.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { readProtectedKey } from '../../../main/formats/java/key-protectors.ts';
import { WorkBudget } from '../../../main/formats/pbe/work-budget.ts';

const publicPoints = vi.hoisted(() => vi.fn<(typeof Curves)['publicPointOf']>());
vi.mock('../../../main/formats/keys/curves.ts', async (original) => {
  const module = await original<typeof Curves>();
  return { ...module, publicPointOf: publicPoints.mockImplementation(module.publicPointOf) };
});

/** Decodes the smallest inputs with which `npm run soak -- fuzz` found faults. */
const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

test('[F07] MacData whose iteration count is not an INTEGER is reported as damaged', async () => {
  // PFX { 3, data, MacData { sha1 digest, salt, OID 2.5.4.10 } }: the OID's octets misread as a count are 5,571,594.
  const file = hex(`
    30 4b 02 01 03 30 11 06 09 2a864886f70d010701 a0 04 04 02 3000
    30 33 30 21 30 09 06 05 2b0e03021a 05 00 04 14 ${'00'.repeat(20)} 04 08 ${'00'.repeat(8)} 06 04 00 55 04 0a`);
  const { diagnosis } = await inspectBytes(file, { password: 'x' });
  expect(diagnosis.code).toBe('damaged');
});

test('[F07] the public key of a key repeated 800 times is computed once', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().repeat(800);
  // A public point different from the scalar's, detected by the same computation.
  const other = generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey.export({
    type: 'pkcs8',
    format: 'der',
  });
  const mixed = Buffer.concat([
    privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(0, -133),
    other.subarray(-133),
  ]);
  const wrong = `-----BEGIN PRIVATE KEY-----\n${mixed.toString('base64')}\n-----END PRIVATE KEY-----\n`.repeat(800);
  publicPoints.mockClear();
  expect((await inspectBytes(Buffer.from(wrong), { password: null })).diagnosis.code).toBe('damaged');
  expect(publicPoints).toHaveBeenCalledOnce();
  const { diagnosis, keys } = await inspectBytes(Buffer.from(text), { password: null });
  expect(diagnosis).toEqual({ code: 'opened' });
  expect(keys).toHaveLength(1);
  expect(publicPoints).toHaveBeenCalledTimes(2);
});

test('[F07] a JCEKS key costs as much work as its password has blocks', () => {
  // EncryptedPrivateKeyInfo under PBEWithMD5AndTripleDES with a million iterations: two million rounds per block.
  const key = hex(`30 30 30 1c 06 09 2b060104012a021301 30 0f 04 08 0001020304050607 02 03 0f4240
    04 10 ${'00'.repeat(16)}`);
  const protectedKey = readProtectedKey(key);
  const open = (password: string) => 'open' in protectedKey && protectedKey.open(password, new WorkBudget(2_500_000));
  expect(() => open('p'.repeat(1_000))).toThrow('limit-exceeded');
});

test('[F07] only the first hundred request signatures of a file are verified', async () => {
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({ name: 'CN=a', keys, signingAlgorithm });
  const file = Buffer.concat(Array.from({ length: 150 }, () => Buffer.from(request.rawData)));
  const { requests } = await inspectBytes(file, { password: null });
  expect(Map.groupBy(requests, ({ signature }) => signature).get('valid')).toHaveLength(100);
  expect(requests.slice(100).every(({ signature }) => signature === 'unknown')).toBe(true);
});

test('[F07] damage in PKCS#12 has an offset only where it applies to the file itself', () => {
  const placeIn = (octets: string) => {
    try {
      readAuthenticatedSafe(hex(octets));
      return null;
    } catch (error) {
      return error instanceof AppError ? [error.code, error.details] : null;
    }
  };
  expect(placeIn('30 02 30 00')).toEqual(['damaged', { offset: 4 }]);
  // After conversion to DER, the offset would be wrong.
  expect(placeIn('30 80 30 00 00 00')).toEqual(['damaged', {}]);
});

test('[F07] wrapped keys count towards the object limit of a file', () => {
  const findings = new Findings(2);
  const pair = { point: new Uint8Array(), scalar: new Uint8Array(), key: {} } as unknown as WrappedPair;
  findings.addWrapped(pair);
  findings.addWrapped(pair);
  expect(() => findings.addWrapped(pair)).toThrow('limit-exceeded');
});
