// SPDX-License-Identifier: Apache-2.0
import { randomBytes, scrypt } from 'node:crypto';
import type { Identity, Recipient, Stanza } from 'age-encryption';

/** Node's scrypt is faster than the age library's. */
const label = 'age-encryption.org/v1/scrypt';
const saltBytes = 16;
const [r, p, keyBytes] = [8, 1, 32];
/** scrypt needs 128 * N * r bytes; the rest is headroom. */
const memoryFor = (workFactor: number): number => 128 * 2 ** workFactor * r + 32 * 1024 * 1024;

export interface Stretched {
  /** Base64, unpadded. */
  readonly salt: string;
  /** log2 of N. */
  readonly workFactor: number;
  /** Wraps the file key. Callers zero this key. */
  readonly key: Uint8Array;
}

let last: Promise<unknown> = Promise.resolve();

export function newSalt(): string {
  return base64(randomBytes(saltBytes));
}

/** Calls run one at a time, because each can hold 1 GiB. Returns null for an invalid salt. */
export async function stretch(passphrase: string, salt: string, workFactor: number): Promise<Stretched | null> {
  const octets = Buffer.from(salt, 'base64');
  if (octets.length !== saltBytes || base64(octets) !== salt) return null;
  const turn = last.then(async () => derive(passphrase, octets, workFactor));
  last = turn.catch(() => undefined);
  return { salt, workFactor, key: await turn };
}

async function derive(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  const secret = Buffer.from(passphrase, 'utf8');
  const labelled = Buffer.concat([Buffer.from(label, 'latin1'), salt]);
  const options = { N: 2 ** workFactor, r, p, maxmem: memoryFor(workFactor) };
  try {
    return await new Promise((resolve, reject) => {
      scrypt(secret, labelled, keyBytes, options, (error, key) => {
        if (error) reject(error);
        else resolve(new Uint8Array(key));
      });
    });
  } finally {
    secret.fill(0);
  }
}

async function cipher(key: Uint8Array) {
  const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js');
  return chacha20poly1305(key, new Uint8Array(12));
}
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** Takes `makeStanza`, because only age-files.ts loads the age library. */
export function scryptRecipient(
  { salt, workFactor, key }: Stretched,
  makeStanza: (words: string[], body: Uint8Array) => Stanza,
): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const body = (await cipher(key)).encrypt(fileKey);
      return [makeStanza(['scrypt', salt, String(workFactor)], body)];
    },
  };
}

export function scryptIdentity({ salt, workFactor, key }: Stretched): Identity {
  const words = JSON.stringify(['scrypt', salt, String(workFactor)]);
  return {
    async unwrapFileKey(stanzas) {
      // The specification allows no other stanza next to a scrypt one.
      const [stanza] = stanzas;
      if (stanzas.length !== 1 || stanza === undefined || JSON.stringify(stanza.args) !== words) return null;
      try {
        return (await cipher(key)).decrypt(stanza.body);
      } catch {
        return null;
      }
    },
  };
}
