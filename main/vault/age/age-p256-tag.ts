// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, ECDH } from 'node:crypto';
import { bech32Text, octetsOfBech32 } from './bech32.ts';
import type { Stanza, UseTokenKey } from './age-ssh-rsa.ts';

/**
 * age's tagged P-256 recipient, `age1tag1…`, stanza `p256tag` (C2SP age.md): HPKE (RFC 9180) with DHKEM(P-256,
 * HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305. The library encrypts; this code decrypts, with ECDH on a token.
 */
const kind = 'p256tag';
const prefix = 'age1tag';
const label = Buffer.from('age-encryption.org/p256tag');
const curve = 'prime256v1';
const [kemId, kdfId, aeadId] = [0x0010, 0x0001, 0x0003];
const [pointBytes, compressedBytes, fileKeyBytes] = [65, 33, 16];
/** DER of a P-256 SubjectPublicKeyInfo (RFC 5480 §2) before the uncompressed point. */
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** Returns null if the key isn't P-256. `spki` is DER. */
export function p256TagRecipient(spki: Uint8Array): string | null {
  const octets = Buffer.from(spki);
  if (octets.length !== spkiHead.length + pointBytes || !octets.subarray(0, spkiHead.length).equals(spkiHead))
    return null;
  const point = convert(octets.subarray(spkiHead.length), 'compressed');
  return point && bech32Text(prefix, point);
}

export function spkiOfP256Tag(recipient: string): Uint8Array | null {
  const compressed = octetsOfBech32(prefix, recipient);
  if (compressed?.length !== compressedBytes) return null;
  const point = convert(compressed, 'uncompressed');
  return point && Buffer.concat([spkiHead, point]);
}

/** `agree` takes an uncompressed point. */
export function p256TagIdentity(recipient: string, agree: UseTokenKey) {
  return {
    async unwrapFileKey(stanzas: readonly Stanza[]): Promise<Uint8Array | null> {
      const spki = spkiOfP256Tag(recipient);
      if (spki === null) return null;
      const own = Buffer.from(spki.subarray(spkiHead.length));
      for (const { args, body } of stanzas) {
        const [name, tag = '', encapsulated = ''] = args;
        const point = Buffer.from(encapsulated, 'base64');
        if (name !== kind || args.length !== 3 || point.length !== pointBytes || tag !== tagOf(own, point)) continue;
        const shared = await agree(point);
        const fileKey = shared && (await open(shared, { point, own, body }));
        if (fileKey?.length === fileKeyBytes) return fileKey;
      }
      return null;
    },
  };
}

function tagOf(own: Uint8Array, point: Uint8Array): string {
  const compressed = convert(own, 'compressed') ?? Buffer.alloc(0);
  const named = createHash('sha256').update(compressed).digest().subarray(0, 4);
  return hmac(label, point, named).subarray(0, 4).toString('base64').replaceAll('=', '');
}

interface Sealed {
  readonly point: Uint8Array;
  readonly own: Uint8Array;
  readonly body: Uint8Array;
}

/** Zeroes `shared`. */
async function open(shared: Uint8Array, { point, own, body }: Sealed): Promise<Uint8Array | null> {
  const kem = Buffer.concat([Buffer.from('KEM'), number(kemId)]);
  const suite = Buffer.concat([Buffer.from('HPKE'), number(kemId), number(kdfId), number(aeadId)]);
  const nothing = Buffer.alloc(0);
  const secrets: Buffer[] = [];
  const kept = (secret: Buffer): Buffer => {
    secrets.push(secret);
    return secret;
  };
  try {
    const agreed = kept(extract(kem, nothing, 'eae_prk', shared));
    const secret = kept(expand(kem, agreed, 'shared_secret', Buffer.concat([point, own]), 32));
    const mode = Buffer.of(0);
    const context = [extract(suite, nothing, 'psk_id_hash', nothing), extract(suite, nothing, 'info_hash', label)];
    const schedule = kept(extract(suite, secret, 'secret', nothing));
    const info = Buffer.concat([mode, ...context]);
    const key = kept(expand(suite, schedule, 'key', info, 32));
    const nonce = expand(suite, schedule, 'base_nonce', info, 12);
    // Electron's `node:crypto` lacks this cipher.
    const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js');
    return chacha20poly1305(key, nonce).decrypt(body);
  } catch {
    return null;
  } finally {
    for (const secret of secrets) secret.fill(0);
    shared.fill(0);
  }
}

/** RFC 9180 §4, LabeledExtract. */
function extract(suite: Uint8Array, salt: Uint8Array, name: string, secret: Uint8Array): Buffer {
  const zeros = salt.length === 0 ? Buffer.alloc(32) : salt;
  return hmac(zeros, Buffer.from('HPKE-v1'), suite, Buffer.from(name), secret);
}

/** RFC 9180 §4, LabeledExpand, one block. */
function expand(suite: Uint8Array, key: Uint8Array, name: string, info: Uint8Array, length: number): Buffer {
  const labelled = [number(length), Buffer.from('HPKE-v1'), suite, Buffer.from(name), info];
  return hmac(key, ...labelled, Buffer.of(1)).subarray(0, length);
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const digest = createHmac('sha256', key);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

function number(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function convert(point: Uint8Array, form: 'compressed' | 'uncompressed'): Buffer | null {
  try {
    return ECDH.convertKey(point, curve, undefined, undefined, form) as Buffer;
  } catch {
    return null;
  }
}
