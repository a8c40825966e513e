// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PendingRekey } from './staging-rows.ts';

const info = 'certsteward/rekey/1';

/**
 * HMAC-SHA-256 over the staging, by a key of the former identity (HKDF-SHA-256, RFC 5869), in lower-case hex.
 *
 * A protector that wraps to a public recipient can be written by anybody who can write the file. Without this proof a
 * stranger could stage an identity of their own, and the next unlock by the OS store would hand every key to it.
 */
export function stagingProof(formerIdentity: Uint8Array, recipient: string, forget: readonly string[]): string {
  const key = Buffer.from(hkdfSync('sha256', formerIdentity, new Uint8Array(), info, 32));
  try {
    return createHmac('sha256', key)
      .update(JSON.stringify([recipient, forget]))
      .digest('hex');
  } finally {
    key.fill(0);
  }
}

export function isProven(formerIdentity: Uint8Array, { recipient, request }: PendingRekey): boolean {
  const wanted = Buffer.from(stagingProof(formerIdentity, recipient, request.forget));
  const found = Buffer.from(request.proof);
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}
