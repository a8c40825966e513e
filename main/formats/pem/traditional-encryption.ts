import { AppError } from '../../../shared/domain/app-error.ts';
import { aesCbc, desCbc, type PbeCipher } from '../pbe/ciphers.ts';
import { md5Hash } from '../pbe/hashes.ts';
import type { PbeScheme } from '../pbe/pbe-scheme.ts';

/** Header lines in front of a traditional key's base64 (RFC 1421 §4.6, as OpenSSL writes them). */
export interface PemHeaders {
  readonly encrypted: boolean;
  /** `DEK-Info`: cipher name and IV as hex. */
  readonly dekInfo: readonly [cipher: string, iv: string] | null;
  /** What follows the headers. */
  readonly base64: string;
}

const ciphers: ReadonlyMap<string, PbeCipher> = new Map([
  ['DES-CBC', desCbc(8)],
  ['DES-EDE3-CBC', desCbc(24)],
  ['AES-128-CBC', aesCbc(16)],
  ['AES-192-CBC', aesCbc(24)],
  ['AES-256-CBC', aesCbc(32)],
]);
/** Headers stand at the beginning; nothing further on is looked at. */
const maxHeaderLength = 4096;

export function splitHeaders(body: string): PemHeaders {
  const head = body.slice(0, maxHeaderLength);
  let length = 0;
  for (const match of head.matchAll(/[^\r\n]*(?:\r\n|\r|\n|\\n|$)/g)) {
    const line = match[0].trim();
    if (line !== '' && !line.includes(':')) break;
    if (match[0] === '') break;
    length += match[0].length;
  }
  const headers = head.slice(0, length);
  const dek = /DEK-Info:\s*([\w-]{1,40})\s*,\s*([0-9A-Fa-f]{2,64})/.exec(headers);
  return {
    encrypted: /Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(headers),
    dekInfo: dek ? [(dek[1] as string).toUpperCase(), dek[2] as string] : null,
    base64: body.slice(length),
  };
}

/**
 * OpenSSL's EVP_BytesToKey with MD5 and one round: the first eight octets of the IV are the salt.
 * @throws AppError `unsupported-algorithm`, `damaged` (no usable DEK-Info)
 */
export function traditionalScheme({ dekInfo }: PemHeaders): PbeScheme {
  if (!dekInfo) throw new AppError('damaged');
  const [name, ivHex] = dekInfo;
  const cipher = ciphers.get(name);
  if (!cipher) throw new AppError('unsupported-algorithm', { algorithm: name });
  const iv = Buffer.from(ivHex, 'hex');
  if (iv.length !== cipher.ivLength) throw new AppError('damaged');
  return {
    name: `PEM ${name}`,
    passwordForm: 'octets',
    work: 1,
    blockLength: cipher.blockLength,
    decrypt: (password, data) => cipher.decrypt(bytesToKey(password, iv.subarray(0, 8), cipher.keyLength), iv, data),
  };
}

function bytesToKey(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let key = Buffer.alloc(0);
  for (let last = new Uint8Array(0); key.length < length; key = Buffer.concat([key, last])) {
    last = Uint8Array.from(md5Hash.digest(Buffer.concat([last, password, salt])));
  }
  return key.subarray(0, length);
}
