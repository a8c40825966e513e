// SPDX-License-Identifier: Apache-2.0
import type { Pin } from '../module/pin-functions.ts';

const secrets: readonly string[] = ['pin', 'soPin', 'oldPin', 'newPin', 'puk', 'pkcs8'];

/** A view: nothing more to zero. */
export function pinOf<T extends Uint8Array | null>(octets: T): T extends null ? Pin : Buffer;
export function pinOf(octets: Uint8Array | null): Pin {
  return octets === null ? null : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
}

export function wipeSecrets(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const [name, value] of Object.entries(input))
    if (secrets.includes(name) && value instanceof Uint8Array) value.fill(0);
}
