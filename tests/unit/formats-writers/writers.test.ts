// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { pemBlock, writePem } from '../../../main/formats/writers/write-pem.ts';
import { writePkcs12 } from '../../../main/formats/writers/write-pkcs12.ts';
import { writeEncryptedPkcs8 } from '../../../main/formats/writers/write-pkcs8.ts';
import { writePkcs7 } from '../../../main/formats/writers/write-pkcs7.ts';
import { childrenOf, listChildren, readElement, readWhole, tags } from '../../../main/x509/der/der-reader.ts';
import { integer, sequence } from '../../../main/x509/der/der-writer.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const contents = {
  certificates: [sequence(integer(1))],
  key: sequence(integer(2)),
  friendlyName: null,
  password: 'secret',
  profile: 'compatible',
} as const;

describe('[F06] PEM', () => {
  it('[F06] writes lines of 64 characters that end in LF', () => {
    expect(text(pemBlock('PRIVATE KEY', new Uint8Array(49)))).toBe(
      `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\nAA==\n-----END PRIVATE KEY-----\n`,
    );
    expect(text(pemBlock('CERTIFICATE', new Uint8Array(48)))).toBe(
      `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`,
    );
  });

  it('[K04] encodes octets of any length, and never turns a key into a string', () => {
    for (let length = 0; length < 200; length++) {
      const der = randomBytes(length);
      const lines = der.toString('base64').replace(/.{1,64}/g, '$&\n');
      const toString = vi.spyOn(Buffer.prototype, 'toString');
      const block = pemBlock('PRIVATE KEY', der);
      expect(toString).not.toHaveBeenCalled();
      toString.mockRestore();
      expect(text(block)).toBe(`-----BEGIN PRIVATE KEY-----\n${lines}-----END PRIVATE KEY-----\n`);
    }
  });

  it('[F06] writes only the octets of a view of a larger buffer', () => {
    const view = Uint8Array.of(9, 0, 0, 0, 9).subarray(1, 4);
    expect(text(writePem([view, view])).match(/^AAAA$/gm)).toHaveLength(2);
  });
});

describe('[F06] PKCS#7', () => {
  it('[F06] keeps order, which a sorted SET OF would not', () => {
    const [first, second] = [sequence(integer(200)), sequence(integer(1))];
    const bytes = writePkcs7([first, second]);
    const content = listChildren(bytes, readWhole(bytes, tags.sequence))[1];
    const signedData = readElement(bytes, content?.content);
    const certificates = listChildren(bytes, signedData)[3];
    expect(Buffer.from(bytes.subarray(certificates?.content, certificates?.end))).toEqual(
      Buffer.concat([first, second]),
    );
  });
});

describe('[X04] secrets of written containers', () => {
  it('[X04] are protected by fresh salts, with no key or password in the clear', async () => {
    const random: Uint8Array[] = [];
    const source = (length: number) => {
      const octets = new Uint8Array(length).fill(random.length + 1);
      random.push(octets);
      return octets;
    };
    const key = new Uint8Array(40).fill(0xab);
    const bytes = Buffer.from(await writePkcs12({ ...contents, key }, source));
    expect(random).toHaveLength(3);
    for (const salt of random) expect(bytes.includes(Buffer.from(salt))).toBe(true);
    expect(bytes.includes(Buffer.from(key))).toBe(false);
    expect(bytes.includes('secret')).toBe(false);
    expect(await writePkcs12(contents)).not.toEqual(await writePkcs12(contents));
    expect(key.every((octet) => octet === 0xab)).toBe(true);
  });

  it('[F06] the containers are one DER element without a tail', async () => {
    const pkcs12 = await writePkcs12(contents);
    expect([...childrenOf(pkcs12, readWhole(pkcs12, tags.sequence))]).toHaveLength(3);
    const pem = text(await writeEncryptedPkcs8(contents));
    const pkcs8 = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    expect([...childrenOf(pkcs8, readWhole(pkcs8, tags.sequence))]).toHaveLength(2);
  });
});
