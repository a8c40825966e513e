// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writePem } from '../../../../main/formats/writers/write-pem.ts';
import { looksWanted } from '../../../../main/discovery/child/look-at-file.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { encodeCertificate } from '../../x509/certificates.ts';

const pem = Buffer.from(writePem([Buffer.from(encodeCertificate({}))]));
const prose = (length: number): Buffer => Buffer.alloc(length, 'minutes of the meeting\n');
const binary = (length: number): Buffer => Buffer.concat([Buffer.from([7, 0]), Buffer.alloc(length - 2, 7)]);

function isWanted(...parts: Buffer[]): boolean {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, Buffer.concat(parts));
  return looksWanted(path);
}

describe('[D01] the check for certificate content in one or two reads', () => {
  test.each([4090, 16 * 1024 - 5, 16 * 1024, 64 * 1024 - 1])(
    'a header behind %i octets of prose is found',
    (length) => {
      expect(isWanted(prose(length), pem)).toBe(true);
    },
  );

  test('a header in the first 4 KB of binary octets is found, a later one is not', () => {
    expect(isWanted(binary(4090), pem)).toBe(true);
    expect(isWanted(binary(4097), pem)).toBe(false);
    expect(isWanted(binary(20_000), pem)).toBe(false);
  });

  test('[D02] truncated DER counts only with a certificate file name, DER with a tail never', () => {
    const der = Buffer.from(encodeCertificate({}));
    const path = join(temporaryFolder(), 'file');
    const wanted = (content: Buffer): boolean[] => {
      writeFileSync(path, content);
      return [looksWanted(path), looksWanted(path, true)];
    };
    expect(wanted(der)).toEqual([true, true]);
    expect(wanted(der.subarray(0, der.length - 20))).toEqual([false, true]);
    expect(wanted(Buffer.concat([der, Buffer.from('tail')]))).toEqual([false, false]);
  });

  test('content left in the buffer by an earlier, longer file is ignored', () => {
    expect(isWanted(prose(3000), pem)).toBe(true);
    expect(isWanted(prose(2999))).toBe(false);
    expect(isWanted(prose(2980), Buffer.from('-----BEGIN CERTIFIC'))).toBe(false);
    expect(isWanted(binary(4090), pem)).toBe(true);
    expect(isWanted(binary(4000))).toBe(false);
  });

  test('an incomplete header, and one beyond the first 64 KB, are ignored', () => {
    expect(isWanted(prose(100), Buffer.from('-----BEGIN'))).toBe(false);
    expect(isWanted(prose(64 * 1024 + 500), Buffer.from('-----BEGIN CERTIFICATE-----'))).toBe(false);
  });
});
