/** Space of every kind, line ends written as `\n` by JSON and shells, quotes, and the `>` of quoted mail. */
const filling = /\\[nr]|[\s\u200b\ufeff>"']+/g;
const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;
/** Lines of one length, as programs write them: what most blocks are, and thousands of them at a time. */
const wellWritten =
  /^\r?\n(?:[A-Za-z0-9+/]{64}\r?\n)*(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\r?\n?$/;
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
  // The decoder itself passes over line ends, and over anything else without a word.
  if (wellWritten.test(text) && /\S/.test(text)) return Buffer.from(text, 'base64');
  return (
    decodeClean(text) ??
    decodeClean(text.replaceAll(markup, ' ')) ??
    decodeClean(text.replaceAll(softLineEnd, '').replaceAll(escapedEquals, '='))
  );
}

function decodeClean(text: string): Uint8Array | null {
  const bare = text.replaceAll(filling, '');
  const digits = bare.replace(/={1,2}$/, '').length;
  if (bare.length === 0 || digits % 4 === 1 || !alphabet.test(bare)) return null;
  // Padding, where it stands, has to fill the last group (RFC 4648 §4).
  if (bare.length !== digits && bare.length % 4 !== 0) return null;
  return Buffer.from(bare, 'base64');
}
