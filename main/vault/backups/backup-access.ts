// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync, timingSafeEqual, createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { newIdentity } from '../age/age-files.ts';
import { identityFile } from '../protectors/identity-file.ts';
import { canonicalPassphrase } from '../protectors/passphrase-forms.ts';
import type { PassphraseFiles } from '../age/passphrase-files.ts';
import { prepared } from '../store/prepared.ts';

export interface BackupKey {
  readonly recipient: string;
  /** An age file with the identity, encrypted under the secret. */
  readonly file: Uint8Array;
}

/** Runs scrypt. Throws `secret-required`, `passphrase-weak`. */
export async function makeBackupKey(files: PassphraseFiles, passphrase: string): Promise<BackupKey> {
  if (passphrase === '') throw new AppError('secret-required', { reason: 'empty' });
  const { identity, recipient } = await newIdentity();
  const plain = identityFile(identity);
  try {
    return { recipient, file: await files.encrypt(canonicalPassphrase(passphrase), plain) };
  } finally {
    plain.fill(0);
    identity.fill(0);
  }
}

const info = 'certsteward/backup access/1';

/** Returns hex. Stops anyone who can write the vault file from redirecting later backups to their own recipient. */
function macOf(identity: Uint8Array, { recipient, file }: BackupKey, protectorId: string): string {
  const secret = Buffer.from(hkdfSync('sha256', identity, new Uint8Array(), info, 32));
  try {
    const envelope = createHash('sha256').update(file).digest('hex');
    return createHmac('sha256', secret)
      .update(JSON.stringify([recipient, envelope, protectorId]))
      .digest('hex');
  } finally {
    secret.fill(0);
  }
}

export function writeBackupKey(
  database: DatabaseSync,
  identity: Uint8Array,
  key: BackupKey,
  protectorId: string,
): void {
  prepared(
    database,
    `INSERT INTO backup_access (id, recipient, envelope, protector_id, mac) VALUES (1, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET recipient = excluded.recipient, envelope = excluded.envelope,
        protector_id = excluded.protector_id, mac = excluded.mac`,
  ).run(key.recipient, key.file, protectorId, macOf(identity, key, protectorId));
}

/** Returns null without an authentic key for this protector. */
export function readBackupKey(database: DatabaseSync, identity: Uint8Array, protectorId: string): BackupKey | null {
  const row = prepared(database, 'SELECT * FROM backup_access WHERE id = 1').get();
  if (!row || !(row['envelope'] instanceof Uint8Array) || row['protector_id'] !== protectorId) return null;
  const key = { recipient: String(row['recipient']), file: row['envelope'] };
  const wanted = Buffer.from(macOf(identity, key, protectorId));
  const found = Buffer.from(String(row['mac']));
  return wanted.length === found.length && timingSafeEqual(wanted, found) ? key : null;
}

/** Skips the MAC check, because the vault may be locked. */
export function lockedBackupFile(database: DatabaseSync): Uint8Array | null {
  const query = `SELECT a.envelope FROM backup_access a JOIN protectors p ON p.id = a.protector_id AND p.kind = 'passphrase'`;
  const envelope = prepared(database, query).get()?.['envelope'];
  return envelope instanceof Uint8Array ? envelope : null;
}
