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

describe('[D01] a file is looked at in one read or two', () => {
  test.each([4090, 16 * 1024 - 5, 16 * 1024, 64 * 1024 - 1])(
    'a header behind %i octets of prose is found',
    (length) => {
      expect(isWanted(prose(length), pem)).toBe(true);
    },
  );

  test('one that begins in the first 4 KB of binary octets is found, one behind them is not', () => {
    expect(isWanted(binary(4090), pem)).toBe(true);
    expect(isWanted(binary(4097), pem)).toBe(false);
    expect(isWanted(binary(20_000), pem)).toBe(false);
  });

  test('[D02] DER that was cut off is wanted only under the name of a certificate, DER with a tail never', () => {
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

  test('what an earlier, longer file left in memory is not taken for a part of this one', () => {
    expect(isWanted(prose(3000), pem)).toBe(true);
    expect(isWanted(prose(2999))).toBe(false);
    expect(isWanted(prose(2980), Buffer.from('-----BEGIN CERTIFIC'))).toBe(false);
    expect(isWanted(binary(4090), pem)).toBe(true);
    expect(isWanted(binary(4000))).toBe(false);
  });

  test('a file that ends with the beginning of a header is none', () => {
    expect(isWanted(prose(100), Buffer.from('-----BEGIN'))).toBe(false);
    expect(isWanted(prose(64 * 1024 + 500), Buffer.from('-----BEGIN CERTIFICATE-----'))).toBe(false);
  });
});
