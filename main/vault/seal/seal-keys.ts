// SPDX-License-Identifier: Apache-2.0
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** HKDF info. Must differ from all other uses of the identity. */
const info = 'certsteward vault seal v1';
const keyBytes = 32;

/** See docs/formats.md. KeyObjects are ten times faster than Buffers. */
export interface SealKeys {
  readonly seal: KeyObject;
  readonly tag: KeyObject;
  /** For deriving a tag's share of the sum. Shares are never stored. */
  readonly share: KeyObject;
  readonly sum: KeyObject;
}

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

function withoutLineEnd(identity: Uint8Array): Uint8Array {
  let end = identity.length;
  while (end > 0 && (identity[end - 1] ?? 0) <= 0x20) end -= 1;
  return identity.subarray(0, end);
}
