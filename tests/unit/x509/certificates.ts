// SPDX-License-Identifier: Apache-2.0
import {
  explicit,
  element,
  bitString,
  boolean,
  integer,
  octetString,
  oid,
  sequence,
} from '../../../main/x509/der/der-writer.ts';
import { tags } from '../../../main/x509/der/der-reader.ts';
import { encodeName, type Attribute } from './names.ts';

export interface CertificateParts {
  readonly subject?: readonly (readonly Attribute[])[];
  readonly issuer?: readonly (readonly Attribute[])[];
  readonly serial?: Uint8Array;
  readonly notAfter?: Uint8Array;
  readonly spki?: Uint8Array;
  /** OID and the content of the extension's OCTET STRING. */
  readonly extensions?: readonly (readonly [type: string, value: Uint8Array, critical?: boolean])[];
}

const ed25519 = sequence(oid('1.3.101.112'));
const time = (text: string) => element(tags.utcTime, Buffer.from(text));

/** A certificate with a zeroed signature, for parts that OpenSSL wouldn't write. */
export function encodeCertificate(parts: CertificateParts): Uint8Array {
  const { subject = [[['2.5.4.3', 'x']]], issuer = [[['2.5.4.3', 'issuer']]], extensions } = parts;
  const tbs = sequence(
    explicit(0, integer(2)),
    parts.serial ?? integer(1),
    ed25519,
    encodeName(...issuer),
    sequence(time('260101000000Z'), parts.notAfter ?? time('270101000000Z')),
    encodeName(...subject),
    parts.spki ?? sequence(ed25519, bitString(new Uint8Array(32))),
    ...(extensions === undefined ? [] : [explicit(3, sequence(...extensions.map(encodeExtension)))]),
  );
  return sequence(tbs, ed25519, bitString(new Uint8Array(64)));
}

function encodeExtension([type, value, critical]: readonly [string, Uint8Array, boolean?]): Uint8Array {
  return sequence(oid(type), ...(critical === true ? [boolean(true)] : []), octetString(value));
}
