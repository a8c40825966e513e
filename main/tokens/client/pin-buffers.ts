// SPDX-License-Identifier: Apache-2.0
type Pins<N extends readonly (string | null)[]> = {
  [K in keyof N]: N[K] extends string ? Uint8Array : Uint8Array | null;
};

/** Encodes PINs in UTF-8 and zeroes the buffers after the call. */
export async function withPins<const N extends readonly (string | null)[], T>(
  pins: N,
  work: (...octets: Pins<N>) => Promise<T>,
): Promise<T> {
  const octets = pins.map((pin) => (pin === null ? null : Buffer.from(pin, 'utf8')));
  try {
    return await work(...(octets as unknown as Pins<N>));
  } finally {
    for (const buffer of octets) buffer?.fill(0);
  }
}
