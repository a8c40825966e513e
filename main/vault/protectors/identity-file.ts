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
