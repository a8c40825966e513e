export interface PemBlock {
  readonly label: 'CERTIFICATE' | 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY' | 'PKCS7';
  readonly der: Uint8Array;
}

/** Strict PEM text (RFC 7468 §3: 64 characters a line, LF), ASCII, one block after the other. */
export function writePem(blocks: readonly PemBlock[]): Uint8Array {
  return new Uint8Array(Buffer.from(blocks.map(pemText).join(''), 'latin1'));
}

function pemText({ label, der }: PemBlock): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  return `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
}

/** Certificates (DER, leaf first) as PEM, in the given order: what servers and curl expect of a chain. */
export function writeCertificatesPem(certificates: readonly Uint8Array[]): Uint8Array {
  return writePem(certificates.map((der) => ({ label: 'CERTIFICATE', der })));
}
