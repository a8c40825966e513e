/** RFC 7468 §5: a certificate with its label, 64 characters a line. */
export function pemOf(der: Uint8Array): string {
  const base64 = Buffer.from(der)
    .toString('base64')
    .replaceAll(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}
