// SPDX-License-Identifier: Apache-2.0
import { readElement } from '../../../main/x509/der/der-reader.ts';
import { element, oid, sequence, set, utf8String } from '../../../main/x509/der/der-writer.ts';
import { readName, type DistinguishedName } from '../../../main/x509/names/distinguished-name.ts';

/** One attribute of a test name: OID and text (as UTF8String) or a ready encoding. */
export type Attribute = readonly [type: string, value: string | Uint8Array];

/** Encodes a Name; each entry is an RDN. */
export function encodeName(...rdns: readonly (readonly Attribute[])[]): Uint8Array {
  return sequence(
    ...rdns.map((rdn) =>
      set(...rdn.map(([type, value]) => sequence(oid(type), typeof value === 'string' ? utf8String(value) : value))),
    ),
  );
}

export function nameOf(...rdns: readonly (readonly Attribute[])[]): DistinguishedName {
  const bytes = encodeName(...rdns);
  return readName(bytes, readElement(bytes));
}

export function rawString(tag: number, bytes: string): Uint8Array {
  return element(tag, Buffer.from(bytes, 'hex'));
}
