// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { recogniseHead, textHeadBytes } from '../../../../main/formats/recognise/recognise-head.ts';
import { writePem } from '../../../../main/formats/writers/write-pem.ts';
import { encodeCertificate } from '../../x509/certificates.ts';

const der = Buffer.from(encodeCertificate({}));
const pem = Buffer.from(writePem([der]));
const base64 = der.toString('base64');
const kindOf = (bytes: Buffer, size = bytes.length) => recogniseHead(bytes, () => size);
const prose = (length: number): Buffer => Buffer.alloc(length, 'minutes of the meeting\n');

describe('[D01] a file is recognised by its content', () => {
  test.each([
    ['PEM at the start', pem, 'pem'],
    ['PEM behind 40 KB of prose', Buffer.concat([prose(40_000), pem]), 'pem'],
    ['PEM in the first 4 KB of binary octets', Buffer.concat([Buffer.from([7, 0, 7]), prose(3000), pem]), 'pem'],
    ['PEM in UTF-16, little endian, with a mark', Buffer.from(`\ufeff${pem.toString()}`, 'utf16le'), 'pem'],
    ['PEM in UTF-16, big endian, without one', Buffer.from(pem.toString(), 'utf16le').swap16(), 'pem'],
    ['base64 without a header', Buffer.from(base64), 'pem'],
    ['base64 in lines', Buffer.from(base64.replaceAll(/.{64}/g, '$&\r\n')), 'pem'],
    ['a PEM key', Buffer.from('-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB\n'), 'pem'],
    ['an encrypted PEM key', Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n'), 'pem'],
    ['a certificate in DER', der, 'der'],
    ['a Java key store', Buffer.from('feedfeed0000000200000001', 'hex'), 'jks'],
  ])('recognises %s', (_, bytes, kind) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['prose about headers', Buffer.from('Look for -----BEGIN CERTIFICATE----- and copy it.\n')],
    ['a public key', Buffer.from('-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQ\n')],
    ['a revocation list', Buffer.from('-----BEGIN X509 CRL-----\nMIIBFjCBngIBAT\n')],
    ['a header with other base64', Buffer.from('-----BEGIN CERTIFICATE-----\nAAAAB3NzaC1yc2E\n')],
    ['DER cut short', der.subarray(0, -1)],
    ['DER with something behind it', Buffer.concat([der, Buffer.from('x')])],
    ['PEM behind 4 KB of binary octets', Buffer.concat([Buffer.alloc(5000), pem])],
    ['PEM behind 64 KB of prose', Buffer.concat([prose(textHeadBytes), pem])],
    ['a SEQUENCE of numbers', Buffer.from('3006020101020102', 'hex')],
    ['base64 of something else', Buffer.from(Buffer.alloc(600, 0x41).toString('base64'))],
  ])('does not recognise %s', (_, bytes) => {
    expect(kindOf(bytes)).toBeNull();
  });

  test('DER is compared with the size of the file, not of the octets read', () => {
    expect(kindOf(der, der.length + 1)).toBeNull();
  });
});
