// SPDX-License-Identifier: Apache-2.0
import { berToDer } from './ber-to-der.ts';
import { within } from './views.ts';

/** Accepts BER or DER. Drops error offsets if the data was converted. */
export function asDer(octets: Uint8Array, read: (der: Uint8Array) => void): void {
  const der = berToDer(octets);
  within(octets, der, () => read(der));
}
