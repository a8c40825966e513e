// SPDX-License-Identifier: Apache-2.0
import { p256TagRecipient, spkiOfP256Tag } from './age-p256-tag.ts';
import { spkiOfSshRsa, sshRsaLine } from './ssh-rsa-key.ts';

/** Returns `ssh-rsa AAAA…` or `age1tag1…`, or null if the key is unsupported. `spki` is DER. */
export function tokenRecipient(spki: Uint8Array): string | null {
  return sshRsaLine(spki) ?? p256TagRecipient(spki);
}

export function spkiOfTokenRecipient(recipient: string): Uint8Array | null {
  return spkiOfSshRsa(recipient) ?? spkiOfP256Tag(recipient);
}
