// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { inspectBytes, inspectPemWindows } from '../../../main/formats/inspect/inspect-bytes.ts';
import type { FoundCertificate } from '../../../main/formats/inspect/inspection.ts';
import { pemWindows } from '../../../main/formats/pem/pem-windows.ts';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { integer } from '../../../main/x509/der/der-writer.ts';
import { encodeCertificate } from '../x509/certificates.ts';

const ders = Array.from({ length: 600 }, (_, index) => encodeCertificate({ serial: integer(index + 1) }));
const named = ders.map((der, index) =>
  Buffer.concat([Buffer.from(`Bag Attributes\n    friendlyName: no. ${index}\n`), pemBlock('CERTIFICATE', der)]),
);
const file = Buffer.concat([...named, Buffer.from('and a last word\n')]);
const maxBytes = 1024 * 1024;

/** At most `most` octets a time, as a file gives them. */
function reader(bytes: Buffer, most = 64 * 1024): (into: Buffer) => number {
  let at = 0;
  return (into) => {
    const count = bytes.copy(into, 0, at, Math.min(at + most, at + into.length));
    at += count;
    return count;
  };
}

function windowsOf(bytes: Buffer, most?: number): string[] {
  // Each before the next one is asked for.
  return Array.from(pemWindows(reader(bytes, most), maxBytes), (window) => window.toString('latin1'));
}

describe('[L07] a PEM file in windows', () => {
  test.each([5000, 64 * 1024])('is the same file, cut behind certificates (%i octets a time)', (most) => {
    const windows = windowsOf(file, most);
    expect(windows.join('') === file.toString('latin1')).toBe(true);
    expect(windows.length).toBeGreaterThan(2);
    for (const window of windows.slice(0, -1)) expect(window.endsWith('-----END CERTIFICATE-----')).toBe(true);
  });

  test('gives the certificates and names that the whole gives', async () => {
    const whole = await inspectBytes(file, { password: null });
    const found: FoundCertificate[] = [];
    const rest = await inspectPemWindows(pemWindows(reader(file), maxBytes), (part) => void found.push(...part));
    expect(rest.diagnosis).toEqual({ code: 'opened' });
    expect(rest.kind).toBe(whole.kind);
    expect(rest.order.indices.map((index) => found[index])).toEqual(whole.certificates);
    expect(found[599]?.friendlyName).toBe('no. 599');
  });

  test('a block without an end, longer than any window, is read to the end of the file', async () => {
    const endless = Buffer.concat([file, Buffer.from('-----BEGIN CERTIFICATE-----\n'), Buffer.alloc(300_000, 'A')]);
    expect(windowsOf(endless).join('') === endless.toString('latin1')).toBe(true);
    const rest = await inspectPemWindows(pemWindows(reader(endless), maxBytes), () => undefined);
    expect(rest.diagnosis).toEqual({ code: 'damaged', offset: file.length });
  });

  test.each([
    ['a private key at the end', Buffer.concat([file, pemBlock('ENCRYPTED PRIVATE KEY', ders[0] as Uint8Array)])],
    ['no certificate at the beginning', Buffer.concat([Buffer.alloc(5000, 'x\n'), file])],
    ['binary octets at the beginning', Buffer.concat([Buffer.from([0x30, 0x82, 0, 0]), file])],
    ['nothing', Buffer.alloc(0)],
  ])('counts as opened with certificates alone: %s', async (_what, bytes) => {
    const { diagnosis } = await inspectPemWindows(pemWindows(reader(bytes), maxBytes), () => undefined);
    expect(diagnosis).toEqual({ code: 'not-a-certificate-file' });
  });

  test('[X07] has a largest size', async () => {
    const { diagnosis } = await inspectPemWindows(pemWindows(reader(file), file.length - 1), () => undefined);
    expect(diagnosis).toEqual({ code: 'limit-exceeded', limit: 'size' });
  });
});
