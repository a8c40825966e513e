// SPDX-License-Identifier: Apache-2.0
/**
 * Rewrites DER as the BER that browsers write, with indefinite lengths and OCTET STRINGs in pieces of `pieceLength`.
 * @param layers how many levels of OCTET STRINGs containing DER are rewritten too
 */
export function toIndefiniteBer(der: Uint8Array, layers = 0, pieceLength = 100): Uint8Array {
  const out: Uint8Array[] = [];
  for (let at = 0; at < der.length;) {
    const { tag, content, end } = header(der, at);
    const inside = der.subarray(content, end);
    if (tag & 0x20)
      out.push(Buffer.concat([octets(tag, 0x80), toIndefiniteBer(inside, layers, pieceLength), octets(0, 0)]));
    else if (tag === 0x04 || tag === 0x80) {
      const rewritten = layers > 0 && inside[0] === 0x30 ? toIndefiniteBer(inside, layers - 1, pieceLength) : inside;
      out.push(Buffer.concat([octets(tag === 0x04 ? 0x24 : 0xa0, 0x80), pieces(rewritten, pieceLength), octets(0, 0)]));
    } else out.push(der.subarray(at, end));
    at = end;
  }
  return Buffer.concat(out);
}

function header(der: Uint8Array, at: number): { tag: number; content: number; end: number } {
  const tag = der[at] as number;
  let length = der[at + 1] as number;
  let content = at + 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (der[content++] as number);
  }
  return { tag, content, end: content + length };
}

function pieces(content: Uint8Array, pieceLength: number): Uint8Array {
  const out: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += pieceLength) {
    const piece = content.subarray(at, at + pieceLength);
    out.push(octets(0x04, piece.length), piece);
  }
  return Buffer.concat(out);
}

function octets(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}
