// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PendingRekey } from './staging-rows.ts';

const info = 'certsteward/rekey/1';

/** Lower-case hex. Stops anyone who can write the file from staging their own identity. */
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
