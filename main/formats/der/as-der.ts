// SPDX-License-Identifier: Apache-2.0
import { berToDer } from './ber-to-der.ts';
import { within } from './views.ts';

/** BER or DER; omits offsets that conversion makes meaningless. */
export function asDer(octets: Uint8Array, read: (der: Uint8Array) => void): void {
  const der = berToDer(octets);
  within(octets, der, () => read(der));
}
