// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { defaultLimits } from '../../../main/formats/inspect/inspection.ts';
import { encryptCfcaKey } from '../../../main/formats/cfca/sm2-file.ts';
import { writeCfcaSm2 } from '../../../main/formats/writers/write-cfca-sm2.ts';
import { integer, octetString, oid, sequence } from '../../../main/x509/der/der-writer.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { cfcaVector } from './guomi-vectors.ts';

const { file, password, scalar, certificate } = cfcaVector;
const open = async (bytes: Uint8Array, given: string | null = password) => inspectBytes(bytes, { password: given });
const code = async (bytes: Uint8Array, given?: string | null) => (await open(bytes, given)).diagnosis.code;

/** A file with this plaintext instead of the scalar. */
function fileOf(plain: Uint8Array): Uint8Array {
  const type = oid('1.2.156.10197.6.1.4.2.1');
  const encrypted = octetString(encryptCfcaKey(Buffer.from(password), plain));
  return sequence(
    integer(1),
    sequence(type, oid('1.2.156.10197.1.104'), encrypted),
    sequence(type, octetString(certificate)),
  );
}

describe('CFCA .sm2 files', () => {
  test('[G01] a file made by OpenSSL opens with its key, paired with its certificate', async () => {
    const found = await open(file);
    expect(found).toMatchObject({ kind: 'cfca-sm2', diagnosis: { code: 'opened' }, unopened: [] });
    expect(found.keys).toMatchObject([{ algorithm: 'sm2', matches: found.certificates[0]?.fields.sha256 }]);
    expect(Buffer.from(found.keys[0]?.pkcs8 ?? []).includes(scalar)).toBe(true);
  });

  test('[G01] writing the key of a file again gives the same file', async () => {
    const { keys } = await open(file);
    const [key] = keys;
    const written = writeCfcaSm2({ certificate, key: key?.pkcs8 ?? new Uint8Array(), password });
    expect(Buffer.from(written)).toEqual(file);
  });

  test.each([
    ['no scalar', Buffer.alloc(0), 'key-mismatch'],
    ['zero', Buffer.alloc(32), 'key-mismatch'],
    ['a scalar beyond the order', Buffer.alloc(32, 0xff), 'key-mismatch'],
    ['another key', Buffer.alloc(32, 0x11), 'key-mismatch'],
    ['33 octets with a leading zero', Buffer.concat([Buffer.alloc(1), scalar]), 'opened'],
    ['a damaged last block that ends in valid padding', Buffer.concat([scalar, Buffer.alloc(15, 7)]), 'damaged'],
    ['33 octets with a leading one', Buffer.concat([Buffer.alloc(1, 1), scalar]), 'key-mismatch'],
  ])('[G01] [F05] diagnoses %s under the right password', async (_, plain, expected) => {
    expect(await code(fileOf(plain))).toBe(expected);
  });

  test('[G01] [F07] a ciphertext of more than three blocks is refused without decrypting it', async () => {
    expect((await open(fileOf(Buffer.alloc(48)))).diagnosis.code).toBe('damaged');
    expect((await open(fileOf(Buffer.alloc(1_000_000)))).diagnosis.code).toBe('damaged');
  });

  test('[G01] [F07] all files of one input share one work budget for passwords', async () => {
    const many = Buffer.concat(Array.from({ length: 50 }, () => file));
    const limits = { ...defaultLimits, maxWork: 60_000 };
    const { diagnosis } = await inspectBytes(many, { password: 'wrong', limits });
    expect(diagnosis).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  });

  test('[G01] [F07] no changed or truncated file yields a wrong key or an unexpected diagnosis', async () => {
    const random = seededRandom(22);
    const codes = new Set<string>();
    for (let at = 0; at < file.length; at++) {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] as number) ^ (1 << Math.floor(random() * 8));
      for (const bytes of [changed, file.subarray(0, at)]) {
        const found = await open(bytes);
        codes.add(found.diagnosis.code);
        for (const key of found.keys) expect(Buffer.from(key.pkcs8).includes(scalar)).toBe(true);
        if (found.diagnosis.code === 'opened') expect(found.keys).toHaveLength(1);
      }
    }
    const named = ['damaged', 'key-mismatch', 'not-a-certificate-file', 'opened', 'unsupported-algorithm'];
    expect([...codes].filter((each) => !named.includes(each))).toEqual([]);
    expect(codes).toContain('key-mismatch');
  });
});
