// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { contentOf, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { bitString, nullValue, oid, sequence, unsignedInteger } from '../../x509/der/der-writer.ts';
import { readPublicKeyParts } from '../../x509/signatures/signed-structure.ts';

/** OpenSSH RSA public keys (RFC 4253 §6.6). Parsed here because BoringSSL refuses exponents that OpenSSL accepts. */
const name = 'ssh-rsa';
const rsaEncryption = '1.2.840.113549.1.1.1';
/** The minimum is the age tool's. */
const [minBits, maxBits] = [2048, 16_384];

/** Returns null if the key isn't RSA or has an unsupported size. `spki` is DER. */
export function sshRsaLine(spki: Uint8Array): string | null {
  const numbers = rsaNumbers(spki);
  if (numbers === null) return null;
  const { modulus, exponent } = numbers;
  if (modulus.length * 8 < minBits || modulus.length * 8 > maxBits) return null;
  const wire = Buffer.concat([text(Buffer.from(name)), number(exponent), number(modulus)]);
  return `${name} ${wire.toString('base64')}`;
}

export function spkiOfSshRsa(line: string): Uint8Array | null {
  const wire = wireOf(line);
  const parts = wire === null ? [] : partsOf(wire);
  const [kind, exponent, modulus] = parts;
  if (parts.length !== 3 || kind?.toString('latin1') !== name || !exponent || !modulus) return null;
  const key = sequence(unsignedInteger(modulus), unsignedInteger(exponent));
  const spki = sequence(sequence(oid(rsaEncryption), nullValue()), bitString(key));
  return sshRsaLine(spki) === line ? spki : null;
}

/** First four bytes of the SHA-256 of the SSH encoding, in unpadded base64. */
export function sshRsaTag(line: string): string {
  const digest = createHash('sha256').update(wireOf(line) ?? Buffer.alloc(0));
  return digest.digest().subarray(0, 4).toString('base64').replaceAll('=', '');
}

function wireOf(line: string): Buffer | null {
  const [kind, base64 = '', ...more] = line.split(' ');
  return kind === name && base64 !== '' && more.length === 0 ? Buffer.from(base64, 'base64') : null;
}

/** RSAPublicKey (RFC 8017 A.1.1) without leading zeros. */
function rsaNumbers(spki: Uint8Array): { readonly modulus: Buffer; readonly exponent: Buffer } | null {
  try {
    const { algorithmOid, key } = readPublicKeyParts(spki);
    const members = listChildren(key, readWhole(key, tags.sequence));
    const [modulus, exponent] = members.map((member) => unsigned(Buffer.from(contentOf(key, member))));
    const areIntegers = members.length === 2 && members.every(({ tag }) => tag === tags.integer);
    return algorithmOid === rsaEncryption && areIntegers && modulus && exponent ? { modulus, exponent } : null;
  } catch {
    return null;
  }
}

/** RFC 4251 §5 `string`. */
function text(octets: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(octets.length);
  return Buffer.concat([length, octets]);
}

/** RFC 4251 §5 `mpint`, positive only. */
function number(octets: Buffer): Buffer {
  return text((octets[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), octets]) : octets);
}

function unsigned(octets: Buffer): Buffer {
  return octets[0] === 0 ? octets.subarray(1) : octets;
}

function partsOf(wire: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= wire.length;) {
    const end = at + 4 + wire.readUInt32BE(at);
    if (end > wire.length) return [];
    parts.push(wire.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
