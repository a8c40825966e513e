// SPDX-License-Identifier: Apache-2.0
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY';

export function pemBlock(label: PemLabel, der: Uint8Array): Uint8Array {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  const text = `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

export function writePem(certificates: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(certificates.map((der) => pemBlock('CERTIFICATE', der))));
}
