import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/**
 * An RSA public key as OpenSSH writes it (RFC 4253 §6.6): `ssh-rsa AAAA…`, a recipient that the age tool takes too.
 */
const name = 'ssh-rsa';
/** What the age tool asks for at least, and what fits into a head that is read here. */
const [minBits, maxBits] = [2048, 16_384];

/** Null for what is no RSA key of such a size. `spki`: SubjectPublicKeyInfo, DER. */
export function sshRsaLine(spki: Uint8Array): string | null {
  const key = publicKeyOf({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const { kty, n = '', e = '' } = key === null ? {} : key.export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url');
  if (kty !== 'RSA' || modulus.length * 8 < minBits || modulus.length * 8 > maxBits) return null;
  const wire = Buffer.concat([text(Buffer.from(name)), number(Buffer.from(e, 'base64url')), number(modulus)]);
  return `${name} ${wire.toString('base64')}`;
}

/** SubjectPublicKeyInfo, DER. Null for a line that `sshRsaLine` did not make. */
export function spkiOfSshRsa(line: string): Uint8Array | null {
  const wire = wireOf(line);
  const parts = wire === null ? [] : partsOf(wire);
  const [kind, exponent, modulus] = parts;
  if (parts.length !== 3 || kind?.toString('latin1') !== name || !exponent || !modulus) return null;
  const jwk: JsonWebKey = { kty: 'RSA', n: unsigned(modulus), e: unsigned(exponent) };
  const spki = publicKeyOf({ key: jwk, format: 'jwk' })?.export({ format: 'der', type: 'spki' });
  return spki !== undefined && sshRsaLine(spki) === line ? new Uint8Array(spki) : null;
}

/** What a stanza names its key by: the first four octets of SHA-256 over the key in its SSH form. */
export function sshRsaTag(line: string): string {
  const digest = createHash('sha256').update(wireOf(line) ?? Buffer.alloc(0));
  return digest.digest().subarray(0, 4).toString('base64').replaceAll('=', '');
}

function wireOf(line: string): Buffer | null {
  const [kind, base64 = '', ...more] = line.split(' ');
  return kind === name && base64 !== '' && more.length === 0 ? Buffer.from(base64, 'base64') : null;
}

function publicKeyOf(input: Parameters<typeof createPublicKey>[0]): KeyObject | null {
  try {
    return createPublicKey(input);
  } catch {
    return null;
  }
}

/** RFC 4251 §5: `string`. */
function text(octets: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(octets.length);
  return Buffer.concat([length, octets]);
}

/** RFC 4251 §5: `mpint`, of a number above nought. */
function number(octets: Buffer): Buffer {
  return text((octets[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), octets]) : octets);
}

function unsigned(octets: Buffer): string {
  return (octets[0] === 0 ? octets.subarray(1) : octets).toString('base64url');
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
