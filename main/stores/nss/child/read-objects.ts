// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { toHex } from '../../../x509/der/der-values.ts';
import { bitString, nullValue, oid, sequence, unsignedInteger } from '../../../x509/der/der-writer.ts';
import { attribute, columnOf, keyType, objectClass, storedOctets } from './softokn/attributes.ts';
import { certificateFile, keyFile } from './file-names.ts';
import { openForReading, withStoreErrors } from './open-database.ts';

type PublicNumbers =
  | { readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `parameters` is the curve in DER. `point` is uncompressed (SEC 1 §2.3.3). */
  | { readonly parameters: Uint8Array; readonly point: Uint8Array };

const limits = { objects: 50_000, certificateBytes: 1024 * 1024, labelBytes: 1024, numberBytes: 8192 } as const;

export interface StoredRow {
  readonly der: Uint8Array;
  readonly nickname: string | null;
  readonly subject: string;
  /** Lower-case hex. A certificate and its key have the same ID. Empty if the object has none. */
  readonly keyId: string;
}

export interface StoredKey {
  readonly keyId: string;
  readonly spkiSha256: string | null;
}

/**
 * Needs neither softokn nor a password.
 * @throws `store-locked`, `store-read-only` (no permission), `store-damaged`
 */
export function readCertificates(folder: string): StoredRow[] {
  const columns = [attribute.value, attribute.label, attribute.subject, attribute.id].map(columnOf);
  return readTable(folder, certificateFile, (database) => {
    const label = columnOf(attribute.label);
    const selected = columns.map((column) => (column === label ? beginningOf(label, limits.labelBytes) : column));
    const rows = database
      .prepare(
        `SELECT ${selected.join(', ')} FROM nssPublic WHERE ${columnOf(attribute.class)} = ?
          AND length(${columnOf(attribute.value)}) <= ${limits.certificateBytes} ORDER BY rowid LIMIT ${limits.objects}`,
      )
      .iterate(numberOctets(objectClass.certificate));
    const found: StoredRow[] = [];
    for (const row of rows) {
      const [der, name, subject, id] = columns.map((column) => storedOctets(row[column]));
      if (der === undefined || der.length === 0) continue;
      found.push({ der, nickname: textOf(name), subject: toHex(subject ?? der), keyId: toHex(id ?? der) });
    }
    return found;
  });
}

export function readKeys(folder: string): StoredKey[] {
  const { id, keyType: type, modulus, publicExponent, ecParameters, publicValue } = attribute;
  const columns = [id, type, modulus, publicExponent, ecParameters, publicValue].map(columnOf);
  return readTable(folder, keyFile, (database) =>
    database
      .prepare(
        `SELECT ${columns.map((column) => beginningOf(column, limits.numberBytes)).join(', ')} FROM nssPrivate
          WHERE ${columnOf(attribute.class)} = ? LIMIT ${limits.objects}`,
      )
      .all(numberOctets(objectClass.privateKey))
      .map((row) => ({ keyId: toHex(storedOctets(row[columnOf(id)])), spkiSha256: publicHashOf(row) })),
  );
}

function beginningOf(column: string, bytes: number): string {
  return `substr(${column}, 1, ${bytes}) AS ${column}`;
}

export function readTable<T>(folder: string, name: string, read: (database: DatabaseSync) => T[]): T[] {
  return withStoreErrors(() => {
    const database = openForReading(folder, name);
    if (database === null) return [];
    try {
      return read(database);
    } finally {
      database.close();
    }
  });
}

function publicHashOf(row: Record<string, unknown>): string | null {
  const octets = (type: number): Uint8Array => storedOctets(row[columnOf(type)]);
  const type = octets(attribute.keyType);
  const spki = publicKeyInfoOf(
    type.length === 4 && Buffer.from(type).readUInt32BE() === keyType.rsa
      ? { modulus: octets(attribute.modulus), exponent: octets(attribute.publicExponent) }
      : { parameters: octets(attribute.ecParameters), point: octets(attribute.publicValue) },
  );
  return spki && fingerprintOf(spki);
}

function numberOctets(value: number): Uint8Array {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  return octets;
}

function textOf(label: Uint8Array | undefined): string | null {
  return label === undefined || label.length === 0 ? null : Buffer.from(label).toString('utf8');
}

/** @throws `not-installed` */
export function findCertificate<T extends StoredRow>(rows: readonly T[], sha256: string): T {
  const row = rows.find(({ der }) => fingerprintOf(der) === sha256);
  if (row === undefined) throw new AppError('not-installed');
  return row;
}

export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** Returns a SubjectPublicKeyInfo (RFC 3279 §2.3.1, RFC 5480 §2), or null if incomplete. */
function publicKeyInfoOf(numbers: PublicNumbers): Uint8Array | null {
  if ('modulus' in numbers) {
    const { modulus, exponent } = numbers;
    if (modulus.length === 0 || exponent.length === 0) return null;
    const algorithm = sequence(oid('1.2.840.113549.1.1.1'), nullValue());
    return sequence(algorithm, bitString(sequence(unsignedInteger(modulus), unsignedInteger(exponent))));
  }
  const { parameters, point } = numbers;
  if (parameters.length === 0 || point.length === 0) return null;
  return sequence(sequence(oid('1.2.840.10045.2.1'), parameters), bitString(point));
}
