// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import * as der from '../../../main/x509/der/der-writer.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';

/** A certificate to encode, possibly with wrong fields. */
export interface Profile {
  subject: string;
  issuer: string;
  serial: number;
  /** `YYMMDDHHMMSSZ`. */
  notBefore: string;
  notAfter: string;
  version: 1 | 3;
  key: KeyObject;
  issuerKey: KeyObject;
  extensions: Extension[];
  /** Hash algorithm of the signature. Defaults to SHA-256. */
  hash?: Hash;
}

export type Hash = 'sha256' | 'sha1' | 'md5';

const rsaOids: Readonly<Record<Hash, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha1: '1.2.840.113549.1.1.5',
  md5: '1.2.840.113549.1.1.4',
};

export interface Extension {
  oid: string;
  critical: boolean;
  value: Uint8Array;
}

export const utcTime = (text: string): Uint8Array => der.element(0x17, Buffer.from(text, 'latin1'));

export function spkiOf(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

export function keyIdOf(key: KeyObject): Uint8Array {
  return createHash('sha1').update(spkiOf(key)).digest();
}

export function algorithmOf({ asymmetricKeyType }: KeyObject, hash: Hash = 'sha256'): Uint8Array {
  if (asymmetricKeyType === 'ed25519') return der.sequence(der.oid('1.3.101.112'));
  if (asymmetricKeyType === 'ec')
    return der.sequence(der.oid(hash === 'sha1' ? '1.2.840.10045.4.1' : '1.2.840.10045.4.3.2'));
  return der.sequence(der.oid(rsaOids[hash]), der.nullValue());
}

export function signed(body: Uint8Array, key: KeyObject, hash: Hash = 'sha256'): Uint8Array {
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : hash, body, key);
  return der.sequence(body, algorithmOf(key, hash), der.bitString(signature));
}

export function writeExtension({ oid, critical, value }: Extension): Uint8Array {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

export function issue(profile: Profile): Uint8Array {
  const { subject, issuer, serial, notBefore, notAfter, version, key, issuerKey, extensions, hash } = profile;
  const body = der.sequence(
    ...(version === 3 ? [der.explicit(0, der.integer(2))] : []),
    der.integer(serial),
    algorithmOf(issuerKey, hash),
    writeName(issuer),
    der.sequence(utcTime(notBefore), utcTime(notAfter)),
    writeName(subject),
    spkiOf(key),
    ...(version === 3 ? [der.explicit(3, der.sequence(...extensions.map(writeExtension)))] : []),
  );
  return signed(body, issuerKey, hash);
}

/** A serial number, optionally with CRL entry extensions. */
export type RevokedEntry = number | { readonly serial: number; readonly extensions: readonly Extension[] };

export interface CrlProfile {
  readonly issuer: string;
  readonly issuerKey: KeyObject;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  readonly revoked: readonly RevokedEntry[];
  readonly extensions?: readonly Extension[];
  readonly hash?: Hash;
}

export function issueCrl({
  issuer,
  issuerKey,
  thisUpdate,
  nextUpdate,
  revoked,
  extensions,
  hash,
}: CrlProfile): Uint8Array {
  const entries = revoked.map((entry) => {
    if (typeof entry === 'number') return der.sequence(der.integer(entry), utcTime(thisUpdate));
    const own = der.sequence(...entry.extensions.map(writeExtension));
    return der.sequence(der.integer(entry.serial), utcTime(thisUpdate), own);
  });
  const own = extensions ?? [
    { oid: '2.5.29.35', critical: false, value: der.sequence(der.implicit(0, keyIdOf(issuerKey))) },
    { oid: '2.5.29.20', critical: false, value: der.integer(1) },
  ];
  const body = der.sequence(
    der.integer(1),
    algorithmOf(issuerKey, hash),
    writeName(issuer),
    utcTime(thisUpdate),
    ...(nextUpdate === null ? [] : [utcTime(nextUpdate)]),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.explicit(0, der.sequence(...own.map(writeExtension))),
  );
  return signed(body, issuerKey, hash);
}

export const extension = {
  basicConstraints: (ca: boolean, pathLength: number | null = null): Extension => ({
    oid: '2.5.29.19',
    critical: true,
    value: der.sequence(...(ca ? [der.boolean(true)] : []), ...(pathLength === null ? [] : [der.integer(pathLength)])),
  }),
  /** `bits` contains bits 0 to 7 of the BIT STRING: 0x80 is digitalSignature. */
  keyUsage: (bits: number): Extension => ({
    oid: '2.5.29.15',
    critical: true,
    value: der.element(0x03, Uint8Array.of(Math.clz32(bits & -bits) === 32 ? 0 : 31 - Math.clz32(bits & -bits), bits)),
  }),
  extendedKeyUsage: (...purposes: string[]): Extension => ({
    oid: '2.5.29.37',
    critical: false,
    value: der.sequence(...purposes.map((purpose) => der.oid(purpose))),
  }),
  subjectKeyId: (key: KeyObject): Extension => ({
    oid: '2.5.29.14',
    critical: false,
    value: der.octetString(keyIdOf(key)),
  }),
  authorityKeyId: (key: KeyObject): Extension => ({
    oid: '2.5.29.35',
    critical: false,
    value: der.sequence(der.implicit(0, keyIdOf(key))),
  }),
  dnsNames: (...names: string[]): Extension => ({
    oid: '2.5.29.17',
    critical: false,
    value: der.sequence(...names.map((name) => der.implicit(2, Buffer.from(name, 'latin1')))),
  }),
  nameConstraints: (permitted: readonly string[], excluded: readonly string[]): Extension => {
    const subtrees = (names: readonly string[]) =>
      names.map((name) => der.sequence(der.implicit(2, Buffer.from(name, 'latin1'))));
    return {
      oid: '2.5.29.30',
      critical: true,
      value: der.sequence(
        ...(permitted.length > 0 ? [der.explicit(0, ...subtrees(permitted))] : []),
        ...(excluded.length > 0 ? [der.explicit(1, ...subtrees(excluded))] : []),
      ),
    };
  },
  policies: (...policies: string[]): Extension => ({
    oid: '2.5.29.32',
    critical: false,
    value: der.sequence(...policies.map((policy) => der.sequence(der.oid(policy)))),
  }),
  policyMappings: (...pairs: (readonly [string, string])[]): Extension => ({
    oid: '2.5.29.33',
    critical: true,
    value: der.sequence(...pairs.map(([from, to]) => der.sequence(der.oid(from), der.oid(to)))),
  }),
  requireExplicitPolicy: (skip: number): Extension => ({
    oid: '2.5.29.36',
    critical: true,
    value: der.sequence(der.implicit(0, Uint8Array.of(skip))),
  }),
  reasonCode: (reason: number): Extension => ({
    oid: '2.5.29.21',
    critical: false,
    value: der.element(0x0a, Uint8Array.of(reason)),
  }),
  unknown: (critical: boolean): Extension => ({
    oid: '1.3.6.1.4.1.55738.7.1',
    critical,
    value: der.nullValue(),
  }),
} as const;
