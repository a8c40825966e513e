// SPDX-License-Identifier: Apache-2.0
import { keyUnsupported } from '../../formats/keys/runtime-key.ts';
import { spkiOfSshRsa, sshRsaTag } from './ssh-rsa-key.ts';

/** As in age: RSAES-OAEP (RFC 8017 §7.1) with SHA-256, also in MGF1. */
export const sshRsaLabel = 'age-encryption.org/v1/ssh-rsa';
const kind = 'ssh-rsa';
const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
const fileKeyBytes = 16;

/**
 * RSA decryption of a stanza's body, or ECDH with a stanza's P-256 point, returning the x coordinate. Returns null if
 * the key is wrong.
 */
export type UseTokenKey = (octets: Uint8Array) => Promise<Uint8Array | null>;

export interface Stanza {
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

/** `wrapFileKey` throws `key-unsupported`. */
export function sshRsaRecipient<S extends Stanza>(line: string, makeStanza: (words: string[], body: Uint8Array) => S) {
  return {
    async wrapFileKey(fileKey: Uint8Array): Promise<S[]> {
      const spki = spkiOfSshRsa(line);
      if (spki === null) throw new Error('no ssh-rsa key');
      const key = await crypto.subtle
        .importKey('spki', Uint8Array.from(spki), algorithm, false, ['encrypt'])
        .catch((error: unknown) => {
          throw keyUnsupported(spki, error);
        });
      const label = new TextEncoder().encode(sshRsaLabel);
      const body = await crypto.subtle.encrypt({ name: 'RSA-OAEP', label }, key, Uint8Array.from(fileKey));
      return [makeStanza([kind, sshRsaTag(line)], new Uint8Array(body))];
    },
  };
}

export function sshRsaIdentity(line: string, unwrap: UseTokenKey) {
  return {
    async unwrapFileKey(stanzas: readonly Stanza[]): Promise<Uint8Array | null> {
      const own = stanzas.find(({ args }) => args.length === 2 && args[0] === kind && args[1] === sshRsaTag(line));
      const fileKey = own === undefined ? null : await unwrap(own.body);
      return fileKey?.length === fileKeyBytes ? fileKey : null;
    },
  };
}
