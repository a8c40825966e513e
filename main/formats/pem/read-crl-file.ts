// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const blocks = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]*)-----END X509 CRL-----/g;
const sequenceTag = 0x30;

/**
 * Accepts PEM or DER. Returns unparsed DER.
 * @throws `not-a-certificate-file`
 */
export function readCrlFile(bytes: Uint8Array): Uint8Array[] {
  if (bytes[0] === sequenceTag) return [bytes];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found = Array.from(text.matchAll(blocks), ([, body = '']) => new Uint8Array(Buffer.from(body, 'base64')));
  if (found.length === 0) throw new AppError('not-a-certificate-file');
  return found;
}
