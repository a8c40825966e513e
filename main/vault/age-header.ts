// SPDX-License-Identifier: Apache-2.0
/** What the head of an age file says without any key (age-encryption.org/v1, "Header"). */
export interface AgeHeader {
  /** First argument of each recipient stanza: `X25519`, `scrypt`, … */
  readonly recipientTypes: readonly string[];
  /** log2 of N, for a file under a passphrase. */
  readonly scryptWorkFactor: number | null;
  /** As it stands there: base64 without padding. */
  readonly scryptSalt: string | null;
  /** Bytes before the payload. */
  readonly length: number;
}

const versionLine = 'age-encryption.org/v1';
/** Our own files have one stanza (about 200 bytes); a longer head is not one of them. */
const maxHeaderBytes = 4096;
/** Nonce of 16 bytes plus the tag of the last, possibly empty, chunk. */
const minPayloadBytes = 32;

/** Null when the bytes do not begin as an age file or end before their payload. */
export function readAgeHeader(file: Uint8Array): AgeHeader | null {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, maxHeaderBytes)).toString('latin1');
  const end = /\n--- [A-Za-z0-9+/]{43}\n/.exec(head);
  if (!end || !head.startsWith(`${versionLine}\n`)) return null;
  const length = end.index + end[0].length;
  if (file.byteLength < length + minPayloadBytes) return null;
  const stanzas = head
    .slice(0, end.index)
    .split('\n')
    .filter((line) => line.startsWith('-> '))
    .map((line) => line.slice(3).split(' '));
  const scrypt = stanzas.find((stanza) => stanza[0] === 'scrypt');
  const factor = scrypt?.[2];
  return {
    recipientTypes: stanzas.map((stanza) => stanza[0] ?? ''),
    scryptWorkFactor: factor !== undefined && /^[1-9][0-9]?$/.test(factor) ? Number(factor) : null,
    scryptSalt: scrypt?.[1] ?? null,
    length,
  };
}
