/** Space of every kind, line ends written as `\n` by JSON and shells, quotes, and the `>` of quoted mail. */
const filling = /\\[nr]|[\s\u200b\ufeff>"']+/g;
const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** Octets of base64 text with whatever may stand between its characters; null when it is not base64. */
export function decodeBase64(text: string): Uint8Array | null {
  const bare = text.replaceAll(filling, '');
  const digits = bare.replace(/={1,2}$/, '').length;
  if (bare.length === 0 || digits % 4 === 1 || !alphabet.test(bare)) return null;
  // Padding, where it stands, has to fill the last group (RFC 4648 §4).
  if (bare.length !== digits && bare.length % 4 !== 0) return null;
  return Buffer.from(bare, 'base64');
}
