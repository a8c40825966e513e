// SPDX-License-Identifier: Apache-2.0
import { berToDer } from './ber-to-der.ts';
import { within } from './views.ts';

/** Reads `octets` as DER, whatever BER they were; offsets of damage are left out where they would mean nothing. */
export function asDer(octets: Uint8Array, read: (der: Uint8Array) => void): void {
  const der = berToDer(octets);
  within(octets, der, () => read(der));
}
