// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { describeCertificate } from '../../../main/x509/certificate/certificate-detail.ts';
import { tags } from '../../../main/x509/der/der-reader.ts';
import {
  bitString,
  boolean,
  element,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  set,
} from '../../../main/x509/der/der-writer.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { encodeCertificate } from './certificates.ts';

const oids = { san: '2.5.29.17', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15', skid: '2.5.29.14' };
const email = (text: string) => implicit(1, Buffer.from(text));

describe('[L01] certificate fields', () => {
  it('[L01] masks identity numbers in lists, but not in the search text', () => {
    const fields = readCertificateFields(
      encodeCertificate({
        subject: [[['2.5.4.6', 'CN']], [['2.5.4.3', '051@张三@110101199001011234@1']]],
        issuer: [[['2.5.4.3', '李四 110101199001011234']]],
      }),
    );
    expect(fields).toMatchObject({
      subject: 'CN=051@张三@110101199001011234@1,C=CN',
      maskedSubject: 'CN=051@张三@1101**********1234@1,C=CN',
      displayName: '张三',
      issuerName: '李四 1101**********1234',
    });
    expect(fields.searchText).toContain('110101199001011234');
  });

  it('[L01] names a certificate without subject by an alternative name, or else by its serial', () => {
    const named = { subject: [], extensions: [[oids.san, sequence(implicit(2, Buffer.from('bank.cn')))]] } as const;
    expect(readCertificateFields(encodeCertificate(named)).displayName).toBe('bank.cn');
    const both = sequence(implicit(2, Buffer.from('bank.cn')), email('li@bank.cn'));
    expect(readCertificateFields(encodeCertificate({ subject: [], extensions: [[oids.san, both]] })).displayName).toBe(
      'li@bank.cn',
    );
    expect(readCertificateFields(encodeCertificate({ subject: [], serial: integer(255) })).displayName).toBe('ff');
    const like = integer(0x110101199001011234n);
    expect(readCertificateFields(encodeCertificate({ subject: [], serial: like })).displayName).toBe(
      '1101**********1234',
    );
  });

  it('[F07] counts a malformed extension as absent and shows it as hex in the detail', () => {
    const der = encodeCertificate({
      extensions: [
        [oids.basicConstraints, Uint8Array.of(0x30, 0x05, 0x01), true],
        [oids.san, sequence(integer(5), email('a@b.cn'))],
        [oids.skid, nullValue()],
      ],
    });
    expect(readCertificateFields(der)).toMatchObject({ isCa: false, subjectKeyId: null });
    expect(describeCertificate(der).extensions).toMatchObject([
      { name: 'basicConstraints', critical: true, values: ['#300501'] },
      { name: 'subjectAltName', values: ['other:#020105', 'email:a@b.cn'] },
      { name: 'subjectKeyIdentifier', values: ['#0500'] },
    ]);
  });

  it('[F07] truncates oversized values', () => {
    const names = Array.from({ length: 3000 }, (_, i) => email(`${i}@bank.cn`));
    const der = encodeCertificate({
      extensions: [
        [oids.san, sequence(...names)],
        ['1.2.3', octetString(new Uint8Array(5000))],
      ],
    });
    expect(readCertificateFields(der).searchText.length).toBeLessThanOrEqual(16_384);
    const [first, second] = describeCertificate(der).extensions;
    expect(first?.values).toHaveLength(1001);
    expect(first?.values.at(-1)).toBe('…');
    expect(second?.values[0]).toHaveLength(2 * 2048 + 2);
  });

  it('[F07] stops at the limit of children', () => {
    const der = encodeCertificate({
      extensions: [[oids.san, element(tags.sequence, Buffer.alloc(2 * 100_001, nullValue()))]],
    });
    expect(readCertificateFields(der).searchText).not.toContain('#0500');
    expect(describeCertificate(der).subjectAlternativeNames[0]).toMatch(/^#30/);
  });

  it.each([
    ['an unknown algorithm', sequence(sequence(oid('1.2.3')), bitString(new Uint8Array(4))), '1.2.3'],
    ['a malformed RSA key', sequence(sequence(oid('1.2.840.113549.1.1.1')), nullValue()), '1.2.840.113549.1.1.1'],
    ['an EC key without curve', sequence(sequence(oid('1.2.840.10045.2.1')), nullValue()), '1.2.840.10045.2.1'],
    [
      'an EC key with explicit parameters',
      sequence(sequence(oid('1.2.840.10045.2.1'), sequence(integer(1))), nullValue()),
      '1.2.840.10045.2.1',
    ],
    [
      'RSA of 1023 bits',
      sequence(
        sequence(oid('1.2.840.113549.1.1.1'), nullValue()),
        bitString(sequence(integer(2n ** 1023n - 1n), integer(3))),
      ),
      'rsa-1023',
    ],
  ])('[F02] names %s', (_, spki, algorithm) => {
    expect(readCertificateFields(encodeCertificate({ spki })).algorithm).toBe(algorithm);
  });

  it('[F05] refuses an impossible date and reports its offset', () => {
    const der = encodeCertificate({ notAfter: element(tags.utcTime, Buffer.from('271301000000Z')) });
    const offset = Buffer.from(der).indexOf('271301');
    expect(() => readCertificateFields(der)).toThrow(expect.objectContaining({ code: 'damaged', details: { offset } }));
  });

  it('[F05] refuses a tail, an empty file and other structures', () => {
    const der = encodeCertificate({});
    for (const bytes of [Buffer.concat([der, Buffer.of(0)]), Buffer.of(), sequence(), set(), sequence(boolean(true))]) {
      expect(() => readCertificateFields(bytes)).toThrow(expect.objectContaining({ code: 'damaged' }));
    }
  });

  it('[F07] reports a truncation as damage, and reads or clearly refuses a flipped octet', () => {
    const der = encodeCertificate({
      subject: [[['2.5.4.3', '051@张三@110101199001011234@1']]],
      extensions: [
        [oids.basicConstraints, sequence(boolean(true), integer(3)), true],
        [oids.keyUsage, bitString(Uint8Array.of(0x80))],
        [oids.san, sequence(email('li@bank.cn'), implicit(7, Uint8Array.of(10, 0, 0, 1)))],
      ],
    });
    const codes = (bytes: Uint8Array) =>
      [readCertificateFields, describeCertificate].map((read) => {
        try {
          read(bytes);
          return 'ok';
        } catch (error) {
          return error instanceof AppError ? error.code : String(error);
        }
      });
    for (let length = 0; length < der.length; length++) {
      expect(codes(der.subarray(0, length))).toEqual(['damaged', 'damaged']);
    }
    const seen = new Set<string>();
    for (let at = 0; at < der.length; at++) {
      for (const bits of [0x01, 0x20, 0x80, 0xff]) {
        const flipped = der.slice();
        flipped[at] = (flipped[at] as number) ^ bits;
        for (const code of codes(flipped)) seen.add(code);
      }
    }
    expect([...seen].toSorted()).toEqual(['damaged', 'ok']);
  });
});
