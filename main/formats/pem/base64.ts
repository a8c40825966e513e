// SPDX-License-Identifier: Apache-2.0
/** Space of every kind, line ends written as `\n` by JSON and shells, quotes, and the `>` of quoted mail. */
const filling = /\\[nr]|[\s\u200b\ufeff>"']+/g;
const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;
/** Line breaks of web pages: tags and character references. */
const markup = /<[^<>]{0,200}>|&#?[A-Za-z0-9]{1,8};/g;
/** Quoted-printable mail (RFC 2045 §6.7): soft line ends, and `=` written as an escape. */
const softLineEnd = /=[ \t]*\r?\n/g;
const escapedEquals = /=3D/gi;

/**
 * Octets of base64 text with whatever may stand between its characters; null when it is not base64. Text copied from
 * the source of a web page or of a mail is cleaned first.
 */
export function decodeBase64(text: string): Uint8Array | null {
  return (
    decodeWellWritten(text) ??
    decodeClean(text) ??
    decodeClean(text.replaceAll(markup, ' ')) ??
    decodeClean(text.replaceAll(softLineEnd, '').replaceAll(escapedEquals, '='))
  );
}

/**
 * Digits and line ends alone, as programs write them: what most blocks are, and thousands of them at a time. Node's
 * decoder passes over line ends, and over anything else without a word: then there are fewer octets than there should be.
 */
function decodeWellWritten(text: string): Uint8Array | null {
  // Node also takes the alphabet of RFC 4648 §5, and other characters for the last eight bits of their number.
  if (text.includes('-') || text.includes('_') || Buffer.byteLength(text) !== text.length) return null;
  let lineEnds = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lineEnds += at > 0 && text.charCodeAt(at - 1) === carriageReturn ? 2 : 1;
  }
  const digits = text.length - lineEnds;
  if (digits === 0 || digits % 4 !== 0) return null;
  const trimmed = text.trimEnd();
  const padding = trimmed.endsWith('==') ? 2 : trimmed.endsWith('=') ? 1 : 0;
  const octets = Buffer.from(text, 'base64');
  return octets.length === (digits / 4) * 3 - padding ? octets : null;
}

const carriageReturn = 0x0d;

function decodeClean(text: string): Uint8Array | null {
  const bare = text.replaceAll(filling, '');
  const digits = bare.replace(/={1,2}$/, '').length;
  if (bare.length === 0 || digits % 4 === 1 || !alphabet.test(bare)) return null;
  // Padding, where it stands, has to fill the last group (RFC 4648 §4).
  if (bare.length !== digits && bare.length % 4 !== 0) return null;
  return Buffer.from(bare, 'base64');
}
