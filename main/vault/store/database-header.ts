// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';
import { applicationId, currentSchemaVersion, unreleasedApplicationId } from './migrations.ts';

/** Byte offsets of the SQLite file header, sqlite.org/fileformat2.html §1.3. */
const userVersionAt = 60;
const applicationIdAt = 68;

/**
 * Looks at the first 100 bytes before SQLite may open the file: opening a file in WAL mode can write to it,
 * and neither a stranger's database nor a later version's vault may be touched.
 * Throws `vault-damaged` (no vault at all), `vault-unreleased` or `vault-newer`.
 */
export function checkDatabaseHeader(path: string, supported = currentSchemaVersion): void {
  const header = readHeader(path);
  if (header === null) throw new AppError('vault-damaged', { problem: 'not-a-database' });
  const application = header.readUInt32BE(applicationIdAt);
  if (application === unreleasedApplicationId) throw new AppError('vault-unreleased');
  if (application !== applicationId) throw new AppError('vault-damaged', { problem: 'not-a-vault' });
  const found = header.readUInt32BE(userVersionAt);
  if (found > supported) throw new AppError('vault-newer', { found, supported });
}

/** By its first bytes a vault, of any version or of development; false for what is no file, or cannot be read. */
export function looksLikeVault(path: string): boolean {
  try {
    // Reading would take the bytes out of a pipe.
    return statSync(path).isFile() && isVault(readHeader(path));
  } catch {
    return false;
  }
}

/** As `looksLikeVault`, of bytes that are in memory. */
export function bytesLookLikeVault(bytes: Uint8Array): boolean {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 100));
  return header.length === 100 && isDatabase(header) && isVault(header);
}

function isVault(header: Buffer | null): boolean {
  const application = header?.readUInt32BE(applicationIdAt);
  return application === applicationId || application === unreleasedApplicationId;
}

function isDatabase(header: Buffer): boolean {
  return header.toString('latin1', 0, 16) === 'SQLite format 3\0';
}

/** Null when the file is no SQLite database. */
function readHeader(path: string): Buffer | null {
  const header = Buffer.alloc(100);
  const descriptor = openSync(path, 'r');
  try {
    const length = readSync(descriptor, header, 0, header.length, 0);
    return length === header.length && isDatabase(header) ? header : null;
  } finally {
    closeSync(descriptor);
  }
}
