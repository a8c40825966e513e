// SPDX-License-Identifier: Apache-2.0
import { randomBytes, scryptSync } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Identity, Recipient, Stanza } from 'age-encryption';

/**
 * age's scrypt recipient on the runtime's scrypt: 0.75 s for 2^18, over 1 s in the library. Blocks: worker or child
 * process only, except at tiny work factors.
 */
const label = 'age-encryption.org/v1/scrypt';
const saltBytes = 16;
const [r, p, keyBytes] = [8, 1, 32];
/** scrypt needs 128 * N * r; the rest is headroom. */
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

let ahead: Stretched | null = null;

/** The next `scryptIdentity` with this passphrase and salt consumes the key. */
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
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** Stretches immediately. `makeStanza`: the library requires instances of its class. */
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

/** `maxWorkFactor`: log2. `unwrapFileKey` gives null for a wrong passphrase. */
export function scryptIdentity(passphrase: string, maxWorkFactor: number): Identity {
  return {
    unwrapFileKey(stanzas) {
      // A scrypt stanza must be the only one (specification).
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
