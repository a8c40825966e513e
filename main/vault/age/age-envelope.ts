// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { unwrapFileKey, wrapFileKey, type X25519Key } from './age-x25519.ts';

/**
 * Age files of one chunk for one X25519 recipient. The library builds four streams per file, slower than all the
 * cryptography; it still handles all other files.
 */
export const maxEnvelopePlainBytes = 64 * 1024;

const [fileKeyBytes, nonceBytes, tagBytes] = [16, 16, 16];
/** Counter 0, last-chunk flag. */
const onlyPiece = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
const head = /^age-encryption\.org\/v1\n-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/;
const headLength = 'age-encryption.org/v1\n-> X25519 '.length + 43 + 1 + 43 + 1 + '--- '.length + 43 + 1;
/** The MAC covers everything up to and including the three hyphens. */
const macOver = headLength - ' '.length - 43 - 1;

export interface Envelope {
  readonly share: Uint8Array;
  readonly body: Uint8Array;
  readonly maced: Uint8Array;
  readonly mac: Uint8Array;
  readonly nonce: Uint8Array;
  readonly payload: Uint8Array;
}

/** Null: another form, perhaps still an age file. */
export function readEnvelope(file: Uint8Array): Envelope | null {
  const found = head.exec(
    Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, headLength)).toString('latin1'),
  );
  const [share, body, mac] = (found?.slice(1) ?? []).map(octetsOf);
  if (!share || !body || !mac) return null;
  const payload = file.subarray(headLength + nonceBytes);
  if (payload.length < tagBytes || payload.length > maxEnvelopePlainBytes + tagBytes) return null;
  const nonce = file.subarray(headLength, headLength + nonceBytes);
  return { share, body, maced: file.subarray(0, macOver), mac, nonce, payload };
}

/** Null: another recipient, or modified. The caller zeroes the result. */
export function openEnvelope(identity: X25519Key, envelope: Envelope): Uint8Array | null {
  const fileKey = unwrapFileKey(identity, envelope);
  if (fileKey === null) return null;
  try {
    if (!timingSafeEqual(macOf(fileKey, envelope.maced), envelope.mac)) return null;
    return chacha20poly1305(derive(fileKey, envelope.nonce, 'payload'), onlyPiece).decrypt(envelope.payload);
  } catch {
    return null;
  } finally {
    fileKey.fill(0);
  }
}

/** `recipient`: 32 octets; `plain`: at most `maxEnvelopePlainBytes`. */
export function sealEnvelope(recipient: Uint8Array, plain: Uint8Array): Uint8Array {
  const fileKey = randomBytes(fileKeyBytes);
  try {
    const { share, body } = wrapFileKey(recipient, fileKey);
    const maced = Buffer.from(`age-encryption.org/v1\n-> X25519 ${base64(share)}\n${base64(body)}\n---`, 'latin1');
    const mac = Buffer.from(` ${base64(macOf(fileKey, maced))}\n`, 'latin1');
    const nonce = randomBytes(nonceBytes);
    const payload = chacha20poly1305(derive(fileKey, nonce, 'payload'), onlyPiece).encrypt(plain);
    return new Uint8Array(Buffer.concat([maced, mac, nonce, payload]));
  } finally {
    fileKey.fill(0);
  }
}

function macOf(fileKey: Uint8Array, maced: Uint8Array): Buffer {
  return createHmac('sha256', derive(fileKey, new Uint8Array(0), 'header'))
    .update(maced)
    .digest();
}

function derive(fileKey: Uint8Array, salt: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, salt, info, 32));
}

/** RFC 4648 §4, unpadded. */
function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64').replaceAll('=', '');
}

/** Null unless canonical. */
function octetsOf(text: string): Uint8Array | null {
  const octets = new Uint8Array(Buffer.from(text, 'base64'));
  return base64(octets) === text ? octets : null;
}
