// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { nullValue, octetString, oid, sequence } from '../../../x509/der/der-writer.ts';

/** SHA-256 DigestInfo for RSASSA-PKCS1-v1_5 (RFC 8017 §9.2), DER. */
export function sha256DigestInfo(message: Uint8Array): Buffer {
  const algorithm = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue());
  return Buffer.from(sequence(algorithm, octetString(createHash('sha256').update(message).digest())));
}
