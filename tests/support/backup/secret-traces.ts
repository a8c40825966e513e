// SPDX-License-Identifier: Apache-2.0
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Octets that would reveal a secret, and a label that doesn't. */
export interface Trace {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The secret itself, its hex in lower and upper case, and its base64 at every alignment. Base64 is split into pieces of
 * 16 characters, because PEM breaks lines.
 */
export function tracesOf(name: string, secret: Uint8Array): Trace[] {
  const raw = Buffer.from(secret);
  const hex = raw.toString('hex');
  const texts = [hex, hex.toUpperCase()];
  for (let skipped = 0; skipped < 3; skipped += 1) {
    // Use whole triples, because neighbouring octets change the characters at both ends.
    const encoded = raw.subarray(skipped, skipped + Math.floor((raw.length - skipped) / 3) * 3).toString('base64');
    // Wherever a line breaks, at least one of three consecutive pieces stays whole.
    for (let at = 0; at + 16 <= encoded.length; at += 8) texts.push(encoded.slice(at, at + 16));
  }
  return [{ name, bytes: raw }, ...texts.map((text) => ({ name: `${name} as text`, bytes: Buffer.from(text) }))];
}

/** Returns the 32-octet scalar of a P-256 key in PKCS#8 (RFC 5915), as written by WebCrypto. */
export function scalarOf(pkcs8: Uint8Array): Uint8Array {
  if (pkcs8[34] !== 0x04 || pkcs8[35] !== 32) throw new Error('not a P-256 key as WebCrypto writes it');
  return pkcs8.slice(36, 68);
}

const ageIdentity = /AGE-SECRET-KEY-1[0-9A-Z]{20}/i;

/** Returns traces and age identities found in these files and folders (recursive), each with its file. */
export function tracesIn(paths: readonly string[], traces: readonly Trace[]): string[] {
  return paths.flatMap(filesIn).flatMap((path) => tracesInBytes(readIfThere(path), traces, path));
}

/** Other processes may remove files meanwhile. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function tracesInBytes(bytes: Buffer, traces: readonly Trace[], where: string): string[] {
  const found = new Set(traces.filter(({ bytes: trace }) => bytes.includes(trace)).map(({ name }) => name));
  if (ageIdentity.test(bytes.toString('latin1'))) found.add('a private identity of age');
  return [...found].map((name) => `${name} lies in ${where}`);
}

const pieceBytes = 8 * 1024 * 1024;
/** Longer than any trace. */
const overlap = 4096;

/** Like tracesIn, but for one large file such as a disk image, read in chunks. */
export function tracesInImage(path: string, traces: readonly Trace[]): string[] {
  const found = new Set<string>();
  const piece = Buffer.alloc(pieceBytes + overlap);
  const file = openSync(path, 'r');
  try {
    for (let at = 0; ; at += pieceBytes) {
      const read = readSync(file, piece, 0, piece.length, at);
      if (read === 0) return [...found];
      for (const each of tracesInBytes(piece.subarray(0, read), traces, path)) found.add(each);
    }
  } finally {
    closeSync(file);
  }
}

/** Returns every file of a folder, or the file itself. Doesn't follow links; a missing path gives an empty list. */
export function filesIn(path: string): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return [path];
  return found?.isDirectory() === true ? namesIn(path).flatMap((name) => filesIn(join(path, name))) : [];
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
