// SPDX-License-Identifier: Apache-2.0
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
let gbk: TextDecoder | null | undefined;

/** Decodes as UTF-8 if valid, as GBK if likely, or else as Latin-1 (as OpenSSL does for T61String). */
export function guessText(octets: Uint8Array): string {
  return decode(utf8, octets) ?? (looksLikeGbk(octets) ? decode(gbkDecoder(), octets) : null) ?? latin1(octets);
}

function decode(decoder: TextDecoder | null, octets: Uint8Array): string | null {
  try {
    return decoder === null ? null : decoder.decode(octets);
  } catch {
    return null;
  }
}

/** Returns null with reduced ICU data. */
function gbkDecoder(): TextDecoder | null {
  if (gbk === undefined) {
    try {
      gbk = new TextDecoder('gbk', { fatal: true });
    } catch {
      gbk = null;
    }
  }
  return gbk;
}

/** Pairs of high bytes (GB 2312) are rare in Latin-1. Other pairs (`üm`) need more evidence. */
function looksLikeGbk(octets: Uint8Array): boolean {
  let ideographs = 0;
  let doubtful = 0;
  for (let at = 0; at < octets.length; at++) {
    const lead = octets[at] as number;
    if (lead < 0x80) continue;
    const trail = octets[++at];
    if (trail === undefined || lead === 0x80 || trail < 0x40 || trail === 0x7f) return false;
    if (lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1) ideographs++;
    // 0x81-0x9F are control characters in Latin-1.
    else if (lead < 0xa0) ideographs++;
    else doubtful++;
  }
  return ideographs > 0 && ideographs >= doubtful;
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}
