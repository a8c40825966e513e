// SPDX-License-Identifier: Apache-2.0
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY';

/** One block of strict PEM text (RFC 7468 §3: 64 characters a line, LF), ASCII. */
export function pemBlock(label: PemLabel, der: Uint8Array): Uint8Array {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  const text = `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Certificates (DER, leaf first) as PEM in the given order, which is what servers and curl expect of a chain. */
export function writePem(certificates: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(certificates.map((der) => pemBlock('CERTIFICATE', der))));
}
