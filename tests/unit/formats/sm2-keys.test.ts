// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { botanKey, cfcaVector, sm3Pkcs8 } from './guomi-vectors.ts';

test('[G02] a PKCS#8 key by OpenSSL under SM4 with hmacWithSM3 opens', async () => {
  const found = await inspectBytes(sm3Pkcs8, { password: cfcaVector.password });
  expect(found.diagnosis).toEqual({ code: 'opened' });
  expect(Buffer.from(found.keys[0]?.pkcs8 ?? []).includes(cfcaVector.scalar)).toBe(true);
});

test('[G02] an SM2 key by Botan 3.12 is usable, and is stored under the common algorithm', async () => {
  const { diagnosis, keys } = await inspectBytes(botanKey, { password: null });
  expect(diagnosis).toEqual({ code: 'opened' });
  expect(keys).toMatchObject([{ algorithm: 'sm2', spkiSha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  const kept = Buffer.from(keys[0]?.pkcs8 ?? []).toString('hex');
  // id-ecPublicKey, then the SM2 curve.
  expect(kept).toContain('301306072a8648ce3d020106082a811ccf5501822d');
  expect(kept.slice(-160)).toBe(botanKey.toString('hex').slice(-160));
});

test('[G02] [F05] a Botan key with an altered public half is reported as damaged', async () => {
  const altered = Buffer.from(botanKey);
  altered[altered.length - 1] = altered.readUInt8(altered.length - 1) ^ 1;
  expect((await inspectBytes(altered, { password: null })).diagnosis.code).toBe('damaged');
});
