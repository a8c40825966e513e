// SPDX-License-Identifier: Apache-2.0
import { pemBlock } from '../formats/writers/write-pem.ts';

/** RFC 7468 §5: a certificate with its label, 64 characters a line. */
export function pemOf(der: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE', der)).toString('latin1');
}
