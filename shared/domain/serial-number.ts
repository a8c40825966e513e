// SPDX-License-Identifier: Apache-2.0
/** Bytes in pairs, as most authorities print a serial number: `0A 1B 2C`. `hex`: lower-case, without leading zeros. */
export function serialBytes(hex: string): string {
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return (even.match(/../g) ?? []).join(' ').toUpperCase();
}

/** The integer that it is (RFC 5280 §4.1.2.2), as other authorities write it. */
export function decimalSerial(hex: string): string {
  return BigInt(`0x${hex}`).toString();
}
