// SPDX-License-Identifier: Apache-2.0
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
let gbk: TextDecoder | null | undefined;

/**
 * Text of octets whose encoding nobody declared rightly: UTF-8 where they are valid UTF-8, else GBK where they look
 * like Chinese, else Latin-1 (which is also what OpenSSL takes a T61String for).
 */
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

/** Made on first use and allowed to be missing: a runtime built with reduced ICU data has no GBK. */
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

/**
 * Counts two-octet pairs. The GB 2312 ideographs (both octets high) hardly occur in Latin-1 words, where an accented
 * letter stands between plain ones; pairs outside that block also read as Latin-1 (`üm`) and need company.
 */
function looksLikeGbk(octets: Uint8Array): boolean {
  let ideographs = 0;
  let doubtful = 0;
  for (let at = 0; at < octets.length; at++) {
    const lead = octets[at] as number;
    if (lead < 0x80) continue;
    const trail = octets[++at];
    if (trail === undefined || lead === 0x80 || trail < 0x40 || trail === 0x7f) return false;
    if (lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1) ideographs++;
    // 0x81-0x9F are control characters in Latin-1: nobody's name holds them.
    else if (lead < 0xa0) ideographs++;
    else doubtful++;
  }
  return ideographs > 0 && ideographs >= doubtful;
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}
