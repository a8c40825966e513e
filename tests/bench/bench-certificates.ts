// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  bitString,
  element,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  set,
  utf8String,
} from '../../main/x509/der/der-writer.ts';
import { writePem } from '../../main/formats/writers/write-pem.ts';

/** P-256 is fast enough to make 100,000 keys and signatures. */
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const issuer = rdnSequence(['2.5.4.6', 'CN'], ['2.5.4.10', 'Bench Trust Services'], ['2.5.4.3', 'Bench Issuing CA 1']);
const surnames = ['张', '李', '王', '赵', 'Müller', 'Novak', 'Okafor', 'Silva', 'Tanaka', 'Smith'];
const firstNames = ['伟', '芳', '秀英', '敏', 'Anna', 'Jonas', 'Ngozi', 'Maria', 'Kenji', 'Olivia'];
const departments = ['Finance', 'Legal', '人事部', '技术中心', 'Procurement', 'Branch 12', 'Branch 31'];

/** Import files are limited to 64 MiB and 50,000 objects. */
export const perFile = 10_000;

/**
 * PEM files with `count` distinct certificates under `folder`, made once and kept. Remakes a file left incomplete by a
 * stopped bench.
 */
export function benchFiles(folder: string, count: number): string[] {
  const files: string[] = [];
  let authority: Authority | null = null;
  for (let from = 0; from < count; from += perFile) {
    const size = Math.min(perFile, count - from);
    const file = join(folder, `certificates-${from}-${size}.pem`);
    files.push(file);
    if (existsSync(file)) continue;
    authority ??= newAuthority();
    writeCertificates(file, from, size, authority);
  }
  return files;
}

/** `count` distinct certificates as DER. Only keys, key identifiers and signatures differ between calls. */
export function benchCertificates(count: number): Uint8Array[] {
  const authority = newAuthority();
  return Array.from({ length: count }, (_, index) => certificate(index, authority));
}

export interface Authority {
  readonly key: KeyObject;
  readonly keyId: Buffer;
}

export function newAuthority(): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { key: privateKey, keyId: keyIdOf(publicKey.export({ type: 'spki', format: 'der' })) };
}

function writeCertificates(file: string, from: number, size: number, authority: Authority): void {
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.part`;
  const handle = openSync(half, 'w');
  for (let index = from; index < from + size; index += 500) {
    const last = Math.min(index + 500, from + size);
    const block = Array.from({ length: last - index }, (_, step) => certificate(index + step, authority));
    writeSync(handle, writePem(block));
  }
  closeSync(handle);
  renameSync(half, file);
}

function certificate(index: number, authority: Authority): Uint8Array {
  return benchIdentity(index, authority, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey);
}

export function benchIdentity(index: number, authority: Authority, publicKey: KeyObject): Uint8Array {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = `${pick(surnames, index)} ${pick(firstNames, index / 10)} ${index}`;
  const mail = `person.${index}@example.org`;
  const begin = Date.UTC(2023, 0, 1) + (index % 1000) * 86_400_000;
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integer((BigInt(index + 1) << 64n) | 0x5ca1ab1e5ca1ab1en),
    ecdsaWithSha256,
    issuer,
    sequence(time(begin), time(begin + (365 + (index % 1500)) * 86_400_000)),
    rdnSequence(
      ['2.5.4.6', 'CN'],
      ['2.5.4.10', `Example Ltd ${index % 97}`],
      ['2.5.4.11', pick(departments, index / 3)],
      ['2.5.4.3', name],
    ),
    spki,
    explicit(3, extensions(keyIdOf(spki), authority.keyId, mail)),
  );
  return sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, authority.key)));
}

function pick(from: readonly string[], index: number): string {
  return from[Math.floor(index) % from.length] ?? '';
}

function rdnSequence(...attributes: readonly (readonly [type: string, value: string])[]): Uint8Array {
  return sequence(...attributes.map(([type, value]) => set(sequence(oid(type), utf8String(value)))));
}

/** UTCTime, required by RFC 5280 §4.1.2.5 through 2049. */
function time(milliseconds: number): Uint8Array {
  const digits = new Date(milliseconds).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return element(0x17, Buffer.from(`${digits}Z`));
}

function extensions(subjectKeyId: Buffer, authorityKeyId: Buffer, mail: string): Uint8Array {
  const extension = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), octetString(value));
  return sequence(
    extension('2.5.29.14', octetString(subjectKeyId)),
    extension('2.5.29.35', sequence(implicit(0, authorityKeyId))),
    // digitalSignature, nonRepudiation
    extension('2.5.29.15', Uint8Array.of(0x03, 0x02, 0x06, 0xc0)),
    // clientAuth, emailProtection
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2'), oid('1.3.6.1.5.5.7.3.4'))),
    extension('2.5.29.17', sequence(implicit(1, Buffer.from(mail)))),
  );
}

function keyIdOf(spki: Uint8Array): Buffer {
  return createHash('sha1').update(spki).digest();
}
