// SPDX-License-Identifier: Apache-2.0
export function identityFile(identity: Uint8Array): Uint8Array {
  const file = new Uint8Array(identity.length + 1);
  file.set(identity);
  file[identity.length] = 0x0a;
  return file;
}

/** Strips the line end, which must not affect derived keys. Zeroes `file`. */
export function identityOf(file: Uint8Array): Uint8Array {
  let end = file.length;
  while (end > 0 && (file[end - 1] === 0x0a || file[end - 1] === 0x0d)) end -= 1;
  const identity = Uint8Array.from(file.subarray(0, end));
  file.fill(0);
  return identity;
}
