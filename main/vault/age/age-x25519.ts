// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, diffieHellman, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

/** age's X25519 recipient on the runtime's primitives: five times faster than the library's WebCrypto, the fallback. */
const label = 'age-encryption.org/v1/X25519';
const keyBytes = 32;
const wrappedBytes = 32;
/** RFC 8410: PKCS#8 and SubjectPublicKeyInfo prefixes. */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spkiHead = Buffer.from('302a300506032b656e032100', 'hex');
const zeroNonce = new Uint8Array(12);

export interface X25519Key {
  readonly secret: KeyObject;
  /** 32 octets. */
  readonly share: Uint8Array;
}

export interface X25519Stanza {
  /** Ephemeral, 32 octets. */
  readonly share: Uint8Array;
  /** 32 octets. */
  readonly body: Uint8Array;
}

/** 32 octets, owned by the caller. */
export function x25519Key(scalar: Uint8Array): X25519Key {
  const pkcs8 = Buffer.concat([pkcs8Head, scalar]);
  try {
    const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
    return { secret, share: new Uint8Array(spki.subarray(spkiHead.length)) };
  } finally {
    pkcs8.fill(0);
  }
}

export function wrapFileKey(recipient: Uint8Array, fileKey: Uint8Array): X25519Stanza {
  const scalar = randomBytes(keyBytes);
  const ephemeral = x25519Key(scalar);
  scalar.fill(0);
  const key = wrappingKey(ephemeral.secret, recipient, { share: ephemeral.share, recipient });
  if (key === null) throw new Error('recipient of low order');
  return { share: ephemeral.share, body: chacha20poly1305(key, zeroNonce).encrypt(fileKey) };
}

/** Null: another recipient, or a share of low order. */
export function unwrapFileKey(identity: X25519Key, { share, body }: X25519Stanza): Uint8Array | null {
  if (share.length !== keyBytes || body.length !== wrappedBytes) return null;
  const key = wrappingKey(identity.secret, share, { share, recipient: identity.share });
  if (key === null) return null;
  try {
    return chacha20poly1305(key, zeroNonce).decrypt(body);
  } catch {
    return null;
  }
}

function wrappingKey(
  own: KeyObject,
  other: Uint8Array,
  { share, recipient }: { readonly share: Uint8Array; readonly recipient: Uint8Array },
): Uint8Array | null {
  const shared = sharedSecret(own, other);
  // "The identity implementation MUST … abort if the result is all-zero."
  if (shared === null || shared.every((octet) => octet === 0)) return null;
  try {
    return new Uint8Array(hkdfSync('sha256', shared, Buffer.concat([share, recipient]), label, 32));
  } finally {
    shared.fill(0);
  }
}

/** Null: OpenSSL refuses shares of low order. */
function sharedSecret(own: KeyObject, other: Uint8Array): Uint8Array | null {
  const spki = Buffer.concat([spkiHead, other]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  try {
    return diffieHellman({ privateKey: own, publicKey });
  } catch {
    return null;
  }
}

let native: boolean | null = null;

export function hasNativeX25519(): boolean {
  native ??= computesExample();
  return native;
}

/** RFC 7748 §5.2, first vector. */
const example = {
  scalar: 'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
  other: 'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
  shared: 'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
};

function computesExample(): boolean {
  try {
    const { secret } = x25519Key(Buffer.from(example.scalar, 'hex'));
    const shared = sharedSecret(secret, Buffer.from(example.other, 'hex'));
    return shared !== null && Buffer.from(shared).toString('hex') === example.shared;
  } catch {
    return false;
  }
}
