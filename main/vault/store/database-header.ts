// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { applicationId, currentSchemaVersion, unreleasedApplicationId } from './migrations.ts';

/** See sqlite.org/fileformat2.html §1.3. */
const userVersionAt = 60;
const applicationIdAt = 68;

/**
 * Call before SQLite opens the file, because in WAL mode opening can write. Throws `vault-damaged` (not a vault),
 * `vault-unreleased`, `vault-newer`.
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

export function looksLikeVault(path: string): boolean {
  return isVault(readHeader(path));
}

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
