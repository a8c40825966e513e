// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';

/**
 * jedisct1.github.io/minisign, "Signature format": Ed25519 signs the file's BLAKE2b-512 hash, then this signature plus
 * the trusted comment. Rejects legacy signatures of the file itself.
 */
const [keyIdBytes, keyBytes, signatureBytes] = [8, 32, 64];
const untrusted = 'untrusted comment: ';
const trusted = 'trusted comment: ';

interface PublicKey {
  readonly id: Buffer;
  readonly key: KeyObject;
}

function octetsOf(text: string | undefined, length: number): Buffer | null {
  const octets = Buffer.from(text ?? '', 'base64');
  return octets.length === length && octets.toString('base64') === text ? octets : null;
}

/** `text` is the second line of `minisign.pub`. */
function publicKeyOf(text: string): PublicKey | null {
  const octets = octetsOf(text, 2 + keyIdBytes + keyBytes);
  if (octets?.toString('latin1', 0, 2) !== 'Ed') return null;
  const x = octets.subarray(2 + keyIdBytes).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { id: octets.subarray(2, 2 + keyIdBytes), key };
}

/** `signature` is the text of a `.minisig`. Never throws. */
export function isSignedBy(keys: readonly string[], file: Uint8Array, signature: string): boolean {
  const lines = signature.split('\n');
  const [first = '', second, third = '', fourth, end] = lines;
  if (lines.length !== 5 || end !== '' || !first.startsWith(untrusted) || !third.startsWith(trusted)) return false;
  const signed = octetsOf(second, 2 + keyIdBytes + signatureBytes);
  const whole = octetsOf(fourth, signatureBytes);
  if (whole === null || signed?.toString('latin1', 0, 2) !== 'ED') return false;
  const id = signed.subarray(2, 2 + keyIdBytes);
  const over = signed.subarray(2 + keyIdBytes);
  const hash = blake2b(file, { dkLen: 64 });
  const withComment = Buffer.concat([over, Buffer.from(third.slice(trusted.length), 'utf8')]);
  return keys.some((text) => {
    const known = publicKeyOf(text);
    if (known?.id.equals(id) !== true) return false;
    return verify(null, hash, known.key, over) && verify(null, withComment, known.key, whole);
  });
}
