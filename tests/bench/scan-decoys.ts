// SPDX-License-Identifier: Apache-2.0
/** A file that resembles a certificate by name, words or first bytes. A scan must not report it. */
export interface Decoy {
  readonly extension: string;
  content(text: Buffer): Uint8Array;
}

export function decoys(certificate: Uint8Array): Decoy[] {
  const of = (extension: string, content: (text: Buffer) => Uint8Array | string): Decoy => ({
    extension,
    content: (text) => Buffer.from(content(text) as Uint8Array),
  });
  const base64 = Buffer.from(certificate).toString('base64');
  return [
    // certificate file extensions without certificate content
    of('pem', (text) => text.subarray(0, 1200)),
    of('p12', (text) => text.subarray(0, 2500)),
    of('crt', () => Uint8Array.of()),
    // words about certificates
    of('md', () => 'Search for the line BEGIN CERTIFICATE and copy everything up to END CERTIFICATE.\n'),
    of('md', () => '-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n'),
    of(
      'ts',
      () => "export const begin = '-----BEGIN CERTIFICATE-----';\nexport const end = '-----END CERTIFICATE-----';\n",
    ),
    // PEM-style blocks of other types
    of(
      'asc',
      () =>
        `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF${base64.slice(0, 400)}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
    ),
    of(
      'key',
      () =>
        `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA${base64.slice(0, 200)}\n-----END OPENSSH PRIVATE KEY-----\n`,
    ),
    of(
      'pub',
      () =>
        `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${base64.slice(0, 80)}\n-----END PUBLIC KEY-----\n`,
    ),
    // DER whose outer length doesn't match the file
    of('der', () => Buffer.concat([certificate, Buffer.from('tail')])),
    of('bin', () => certificate.subarray(0, Math.floor(certificate.length / 2))),
    // DER of the right length with a different structure
    of('der', () => Uint8Array.of(0x30, 0x09, 2, 1, 3, 2, 1, 4, 2, 1, 5)),
    of('der', () =>
      sequence(Buffer.concat([sequence(Buffer.from([0x06, 3, 0x2a, 3, 4])), Buffer.from([0x03, 2, 0, 1])])),
    ),
    of('p12', () => sequence(Buffer.concat([Buffer.from([2, 1, 3]), sequence(Buffer.from([0x06, 3, 0x2a, 3, 4]))]))),
    of('der', () => sequence(Buffer.alloc(1500, 0x30))),
    // text beginning like base64 DER
    of('txt', () => 'MIIC is how the base64 of a certificate begins.\n'),
    of('txt', () => `MIIC${'A'.repeat(900)}\n`),
  ];
}

function sequence(content: Buffer): Buffer {
  const head = Buffer.from([0x30, 0x82, 0, 0]);
  head.writeUInt16BE(content.length, 2);
  return Buffer.concat([head, content]);
}
