// SPDX-License-Identifier: Apache-2.0
import { randomBytes, scryptSync } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Identity, Recipient, Stanza } from 'age-encryption';

/**
 * age's scrypt recipient (age-encryption.org/v1, "scrypt recipient stanza") on the runtime's own scrypt: three quarters
 * of a second for 2^18 where the library's JavaScript takes more than one. The rest of the format stays the library's.
 * Both block their thread: for the age worker and for child processes, and for anybody at a work factor of milliseconds.
 */
const label = 'age-encryption.org/v1/scrypt';
const saltBytes = 16;
const [r, p, keyBytes] = [8, 1, 32];
/** What scrypt itself takes is 128 * N * r; the rest is room for the runtime's own sum. */
const memoryFor = (workFactor: number): number => 128 * 2 ** workFactor * r + 32 * 1024 * 1024;

function wrappingKey(passphrase: string, salt: Uint8Array, workFactor: number): Uint8Array {
  const labelled = Buffer.concat([Buffer.from(label, 'latin1'), salt]);
  const options = { N: 2 ** workFactor, r, p, maxmem: memoryFor(workFactor) };
  return new Uint8Array(scryptSync(Buffer.from(passphrase, 'utf8'), labelled, keyBytes, options));
}

interface Stretched {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly workFactor: number;
  readonly key: Uint8Array;
}

/** Made ahead by `stretchAhead`, until it is taken. */
let ahead: Stretched | null = null;

/**
 * Runs scrypt for the file with this salt before the file is read; the next `scryptIdentity` of this process that meets
 * both takes the key, and it is not kept after that.
 */
export function stretchAhead(passphrase: string, salt: Uint8Array, workFactor: number): void {
  ahead = { passphrase, salt, workFactor, key: wrappingKey(passphrase, salt, workFactor) };
}

function takeAhead(passphrase: string, salt: Uint8Array, workFactor: number): Uint8Array | null {
  const fits =
    ahead?.passphrase === passphrase && ahead.workFactor === workFactor && Buffer.compare(ahead.salt, salt) === 0;
  if (!fits) return null;
  const { key } = ahead as Stretched;
  ahead = null;
  return key;
}

const zeroNonce = new Uint8Array(12);
/** RFC 4648 section 4, without padding. */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/**
 * Stretches at once and not when something is encrypted; for one file, since its salt is its own. `makeStanza`: of the
 * library, whose stanzas are of a class.
 */
export function scryptRecipient(
  passphrase: string,
  workFactor: number,
  makeStanza: (words: string[], body: Uint8Array) => Stanza,
): Recipient {
  const salt = randomBytes(saltBytes);
  const key = wrappingKey(passphrase, salt, workFactor);
  return {
    wrapFileKey(fileKey) {
      const body = chacha20poly1305(key, zeroNonce).encrypt(fileKey);
      return [makeStanza(['scrypt', base64(salt), String(workFactor)], body)];
    },
  };
}

/** `maxWorkFactor`: log2; a file that asks for more is not worked on. Null from `unwrapFileKey`: another passphrase. */
export function scryptIdentity(passphrase: string, maxWorkFactor: number): Identity {
  return {
    unwrapFileKey(stanzas) {
      // The specification: a scrypt stanza is the only one of its file.
      const [stanza] = stanzas;
      if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt' || stanza.args.length !== 3) return null;
      const [, saltText = '', factorText = ''] = stanza.args;
      const salt = Buffer.from(saltText, 'base64');
      if (!/^[1-9][0-9]?$/.test(factorText) || base64(salt) !== saltText || salt.length !== saltBytes) return null;
      if (Number(factorText) > maxWorkFactor) return null;
      try {
        const factor = Number(factorText);
        const key = takeAhead(passphrase, salt, factor) ?? wrappingKey(passphrase, salt, factor);
        return chacha20poly1305(key, zeroNonce).decrypt(stanza.body);
      } catch {
        return null;
      }
    },
  };
}
