// SPDX-License-Identifier: Apache-2.0
/**
 * The plain text of a protector: an age identity file of one line, so that `age -d passphrase.age` gives what
 * `age -i` takes.
 */
export function identityFile(identity: Uint8Array): Uint8Array {
  const file = new Uint8Array(identity.length + 1);
  file.set(identity);
  file[identity.length] = 0x0a;
  return file;
}

/** The identity without its line end, as `newIdentity` makes it: what is derived from it must not depend on one. */
export function identityOf(file: Uint8Array): Uint8Array {
  let end = file.length;
  while (end > 0 && (file[end - 1] === 0x0a || file[end - 1] === 0x0d)) end -= 1;
  const identity = Uint8Array.from(file.subarray(0, end));
  file.fill(0);
  return identity;
}
