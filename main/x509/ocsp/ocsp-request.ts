// SPDX-License-Identifier: Apache-2.0
import { explicit, octetString, oid, sequence } from '../der/der-writer.ts';

export const nonceOid = '1.3.6.1.5.5.7.48.1.2';

/**
 * Returns an unsigned request (RFC 6960 §4.1.1) in DER. Pre-produced responses omit the nonce (RFC 5019 §2.2.1).
 * @param nonce 32 bytes (RFC 8954 §2.1, RFC 9654 §2.1)
 */
export function writeOcspRequest(certId: Uint8Array, nonce: Uint8Array): Uint8Array {
  const extension = sequence(oid(nonceOid), octetString(octetString(nonce)));
  return sequence(sequence(sequence(sequence(certId)), explicit(2, sequence(extension))));
}
