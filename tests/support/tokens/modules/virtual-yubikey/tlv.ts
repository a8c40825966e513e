// SPDX-License-Identifier: Apache-2.0
/** BER-TLV as smart cards use it (ISO 7816-4:2013, 6.3): tags of one to three octets, definite lengths up to 65,535. */

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

/** Encodes one data object. `tag` is in hexadecimal. */
export function tlv(tag: string, ...values: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(values);
  return Buffer.concat([Buffer.from(tag, 'hex'), lengthOctets(value.length), value]);
}

function tagLength(octets: Buffer, at: number): number {
  if (((octets[at] ?? 0) & 0x1f) !== 0x1f) return 1;
  return ((octets[at + 1] ?? 0) & 0x80) === 0 ? 2 : 3;
}

/** Returns data objects by tag in hexadecimal. Throws a RangeError if truncated. */
export function readTlvs(octets: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < octets.length;) {
    const tagEnd = at + tagLength(octets, at);
    const tag = octets.toString('hex', at, tagEnd);
    const first = octets.readUInt8(tagEnd);
    const more = first < 0x80 ? 0 : first & 0x7f;
    const start = tagEnd + 1 + more;
    const length = more === 0 ? first : octets.readUIntBE(tagEnd + 1, more);
    if (start + length > octets.length) throw new RangeError(`data object ${tag} is cut off`);
    found.set(tag, octets.subarray(start, start + length));
    at = start + length;
  }
  return found;
}
