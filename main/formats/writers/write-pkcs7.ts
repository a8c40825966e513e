// SPDX-License-Identifier: Apache-2.0
import { element, explicit, integer, oid, sequence, set } from '../../x509/der/der-writer.ts';
import { contextTag } from '../../x509/der/der-reader.ts';

/**
 * RFC 2315 §9.1, RFC 5652 §5.1. Keeps the leaf first instead of sorting the SET, because viewers show the first
 * certificate.
 */
export function writePkcs7(certificates: readonly Uint8Array[]): Uint8Array {
  const signedData = sequence(
    integer(1),
    set(),
    sequence(oid('1.2.840.113549.1.7.1')),
    // Passing many arguments would exhaust the stack.
    element(contextTag(0), Buffer.concat(certificates)),
    set(),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, signedData));
}
