// SPDX-License-Identifier: Apache-2.0
/** `0A 1B 2C`, as most CAs print it. `hex`: no leading zeros. */
export function serialBytes(hex: string): string {
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return (even.match(/../g) ?? []).join(' ').toUpperCase();
}

/** RFC 5280 §4.1.2.2, as other CAs print it. */
export function decimalSerial(hex: string): string {
  return BigInt(`0x${hex}`).toString();
}
