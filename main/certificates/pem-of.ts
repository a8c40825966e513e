// SPDX-License-Identifier: Apache-2.0
import { pemBlock } from '../formats/writers/write-pem.ts';

/** RFC 7468 §5. */
export function pemOf(der: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE', der)).toString('latin1');
}
