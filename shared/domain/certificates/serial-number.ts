// SPDX-License-Identifier: Apache-2.0
/** Formats the serial as most CAs print it, `0A 1B 2C`. `hex` has no leading zeros. */
export function serialBytes(hex: string): string {
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return (even.match(/../g) ?? []).join(' ').toUpperCase();
}

/** Some CAs print serials in decimal. */
export function decimalSerial(hex: string): string {
  return BigInt(`0x${hex}`).toString();
}
