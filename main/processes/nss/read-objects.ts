// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import { toHex } from '../../x509/der-values.ts';
import { attribute, columnOf, keyType, objectClass, storedOctets } from './attributes.ts';
import { certificateFile, keyFile } from './file-names.ts';
import { openForReading, withStoreErrors } from './open-database.ts';
import { publicKeyInfoOf } from './public-key-info.ts';

/** Bounds of what a file of a stranger makes us read; a database of a person holds some dozens. */
const limits = { objects: 50_000, certificateBytes: 1024 * 1024, labelBytes: 1024, numberBytes: 8192 } as const;

/** A certificate as it lies in cert9.db. */
export interface StoredRow {
  readonly der: Uint8Array;
  readonly nickname: string | null;
  /** Lower-case hex of the subject's DER. */
  readonly subject: string;
  /** Lower-case hex; by it NSS pairs certificates and keys. Empty where none is stored. */
  readonly keyId: string;
}

/** A private key as far as it can be told without the primary password. */
export interface StoredKey {
  /** Lower-case hex. */
  readonly keyId: string;
  /** Lower-case hex of SHA-256 over the public half's SubjectPublicKeyInfo; null for algorithms other than RSA and EC. */
  readonly spkiSha256: string | null;
}

/**
 * All certificates of `folder`, read from the file itself: no library, no primary password, and no byte is changed.
 * @throws AppError `store-locked`, `store-read-only` (no right to read), `store-damaged`
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

/** All private keys of `folder`. Errors as `readCertificates`. */
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

/** Runs `read` on one file; an absent file holds nothing. */
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

/** @throws AppError `not-installed` */
export function findCertificate<T extends StoredRow>(rows: readonly T[], sha256: string): T {
  const row = rows.find(({ der }) => fingerprintOf(der) === sha256);
  if (row === undefined) throw new AppError('not-installed');
  return row;
}

/** Lower-case hex of SHA-256. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
