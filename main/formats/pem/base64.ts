// SPDX-License-Identifier: Apache-2.0
/** Characters found between base64 digits: whitespace, `\n` from JSON and shells, quotes, `>` from mail, commas. */
const filling = /\\[nr]|[\s\u200b\ufeff>"',]+/g;
const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;
const markup = /<[^<>]{0,200}>|&#?[A-Za-z0-9]{1,8};/g;
/** RFC 2045 §6.7 */
const softLineEnd = /=[ \t]*\r?\n/g;
const escapedEquals = /=3D/gi;

/** CFCA's header: version, type, padding and length of the base64, all decimal. */
const replyHead = /^\s*(?:0{15}1){2}0{32}\d{16}/;

export function withoutReplyHead(text: string): string {
  return text.replace(replyHead, '');
}

/** Accepts text copied from web pages and mail. Returns null if it isn't base64. */
export function decodeBase64(text: string): Uint8Array | null {
  return (
    decodeWellWritten(text) ??
    decodeClean(text) ??
    decodeClean(text.replaceAll(markup, ' ')) ??
    decodeClean(text.replaceAll(softLineEnd, '').replaceAll(escapedEquals, '='))
  );
}

/** Node skips invalid characters, so a result that is too short means invalid input. */
function decodeWellWritten(text: string): Uint8Array | null {
  // Node also accepts the URL alphabet (RFC 4648 §5).
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
  if (bare.length !== digits && bare.length % 4 !== 0) return null;
  return Buffer.from(bare, 'base64');
}
