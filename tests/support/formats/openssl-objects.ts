// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { PeerFolder } from './peer-tools.ts';

/** SHA-256 (hex) of each certificate's DER and each key's SubjectPublicKeyInfo, as OpenSSL reads them. */
export interface OpensslObjects {
  readonly certificates: readonly string[];
  readonly keys: readonly string[];
}

export function sha256(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}

export function pemBodies(text: string, label: RegExp): Buffer[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END/g)]
    .filter(([, found = '']) => label.test(found))
    .map(([, , body = '']) => Buffer.from(body, 'base64'));
}

/** Returns the SHA-256 (hex) of the SubjectPublicKeyInfo that OpenSSL derives from a PKCS#8 key. */
export function opensslPublicHash(folder: PeerFolder, pkcs8: Uint8Array): string {
  folder.write('key.der', pkcs8);
  return sha256(folder.run('openssl', 'pkey', '-inform', 'DER', '-in', 'key.der', '-pubout', '-outform', 'DER'));
}

export function opensslPkcs12(folder: PeerFolder, name: string, password: string): OpensslObjects {
  const passwordFile = folder.write(`${name}.read-password`, `${password}\n`);
  const arguments_ = ['pkcs12', '-legacy', '-in', `${name}.p12`, '-passin', `file:${passwordFile}`, '-nodes'];
  const text = folder.run('openssl', ...arguments_).toString('latin1');
  return {
    certificates: pemBodies(text, /^CERTIFICATE$/)
      .map(sha256)
      .toSorted(),
    keys: pemBodies(text, /PRIVATE KEY$/)
      .map((der) => opensslPublicHash(folder, der))
      .toSorted(),
  };
}
