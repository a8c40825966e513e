// SPDX-License-Identifier: Apache-2.0
/** Readable without a key (age-encryption.org/v1). */
export interface AgeHeader {
  /** `X25519`, `scrypt`, … */
  readonly recipientTypes: readonly string[];
  /** log2 of N. */
  readonly scryptWorkFactor: number | null;
  /** Base64, unpadded. */
  readonly scryptSalt: string | null;
  readonly length: number;
}

const versionLine = 'age-encryption.org/v1';
const maxHeaderBytes = 4096;
/** The payload nonce and the tag of an empty chunk. */
const minPayloadBytes = 32;

/** Returns null if the file isn't an age file or has no payload. */
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
