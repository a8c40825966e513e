import { AppError } from '../../../../shared/domain/app-error.ts';

/** As RFC 2045 §6.8 wraps it; Cisco's server reads no line that is longer. */
const lineLength = 76;

/** DER as the body of a message of EST (RFC 8951 §3.1). */
export function base64Body(der: Uint8Array): string {
  const text = Buffer.from(der).toString('base64');
  return `${text.match(new RegExp(`.{1,${lineLength}}`, 'g'))?.join('\r\n') ?? ''}\r\n`;
}

/**
 * Base64 as servers write it (RFC 8951 §2.1: whatever a header says): any line ends and blanks, Cisco's
 * NUL at the end, padding or none, lines
 * of PEM around it, and DER itself. Errors: `server-reply-unusable` with `reason` `base64`.
 */
export function readBase64Body(body: Uint8Array): Uint8Array {
  // A SEQUENCE's first octet with a long length after it is never text of base64.
  if (body[0] === 0x30 && ((body[1] ?? 0) & 0x80) !== 0) return body;
  const text = Buffer.from(body)
    .toString('latin1')
    .replaceAll(/-----[^-\r\n]{0,80}-----/g, '')
    .replaceAll(/[\s\0]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new AppError('server-reply-unusable', { reason: 'base64' });
  return new Uint8Array(Buffer.from(text, 'base64'));
}
