// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { decryptWith } from '../age/age-files.ts';
import { readAgeHeader } from '../age/age-header.ts';
import { checkKey, type KeyCheck } from '../records/key-envelopes.ts';
import type { VaultActivity } from '../log/vault-activity.ts';
import { isTokenProtector } from '../protectors/token-protector.ts';
import type { Session } from '../protectors/session.ts';
import { noteIds, readNoteEnvelope } from '../store/rows/annotations.ts';
import { foreignKeyCheck, fullCheck } from '../store/integrity.ts';
import { getKey, keyIds } from '../store/rows/key-rows.ts';
import { readProtectors, type ProtectorRow } from '../store/rows/protector-rows.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

export interface VaultFinding {
  readonly problem:
    | 'database'
    | 'reference'
    | 'certificate-changed'
    | 'columns-changed'
    | `key-${Exclude<KeyCheck, 'sound'>}`
    | 'note-unreadable'
    | 'protector-unreadable'
    | SealFinding['problem'];
  /** For example a table, certificate SHA-256 or protector kind; see SealFinding. */
  readonly affected: string;
}

export interface VaultVerification {
  readonly findings: readonly VaultFinding[];
  readonly certificates: number;
  readonly keys: number;
  /** If false, the vault was locked and only the keys' form was checked. */
  readonly keysOpened: boolean;
  readonly seal: VaultStatus['seal'];
}

interface Parts {
  readonly database: DatabaseSync;
  readonly session: Session;
  readonly activity: VaultActivity;
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
}

const rowsPerTurn = 200;

/** Never throws for damage. */
export async function verifyVault(parts: Parts): Promise<VaultVerification> {
  const findings: VaultFinding[] = [];
  const add = (problem: VaultFinding['problem'], affected: string) => findings.push({ problem, affected });
  const counts = { certificates: 0, keys: 0 };
  let seal: VaultStatus['seal'] = 'unknown';
  try {
    // Check the seal first, because later steps may close the session.
    const report = await parts.activity.verify();
    seal = report.seal;
    findings.push(...report.findings);
    if (parts.session.isOutdated()) parts.session.close();
    for (const affected of fullCheck(parts.database)) add('database', affected);
    for (const affected of foreignKeyCheck(parts.database)) add('reference', affected);
    counts.certificates = await checkCertificates(parts.database, add);
    counts.keys = await checkKeys(parts, add);
    await checkNotes(parts, add);
    checkProtectors(parts.database, add);
  } catch (error) {
    const known = asAppError(error);
    if (!(known instanceof AppError) || known.code !== 'vault-damaged') throw known;
    add('database', 'unreadable');
  }
  return { findings, ...counts, keysOpened: parts.session.isOpen(), seal };
}

type Add = (problem: VaultFinding['problem'], affected: string) => void;

async function checkCertificates(database: DatabaseSync, add: Add): Promise<number> {
  const page = database.prepare(
    `SELECT sha256, der, serial, not_before, not_after, is_ca, subject_hash, issuer_hash, spki_sha256
    FROM certificates WHERE sha256 > ? ORDER BY sha256 LIMIT ?`,
  );
  let count = 0;
  for (let last = ''; ; await setImmediate()) {
    const rows = page.all(last, rowsPerTurn);
    for (const row of rows) {
      last = String(row['sha256']);
      const der = row['der'];
      if (!(der instanceof Uint8Array) || createHash('sha256').update(der).digest('hex') !== last) {
        add('certificate-changed', last);
      } else if (!columnsAgree(der, row)) {
        add('columns-changed', last);
      }
    }
    count += rows.length;
    if (rows.length < rowsPerTurn) return count;
  }
}

/** Skips names, which other versions may format or mask differently. */
function columnsAgree(der: Uint8Array, row: Readonly<Record<string, unknown>>): boolean {
  try {
    const fields = readCertificateFields(der);
    return (
      fields.serial === row['serial'] &&
      fields.notBefore === row['not_before'] &&
      fields.notAfter === row['not_after'] &&
      (fields.isCa ? 1 : 0) === row['is_ca'] &&
      fields.subjectHash === row['subject_hash'] &&
      fields.issuerHash === row['issuer_hash'] &&
      fields.spkiSha256 === row['spki_sha256']
    );
  } catch {
    return false;
  }
}

async function checkKeys({ database, session, publicKeyHashOf }: Parts, add: Add): Promise<number> {
  const ids = keyIds(database);
  for (const id of ids) {
    const key = getKey(database, id);
    if (!key || !isAgeFile(key.envelope, 'X25519')) {
      add('key-unreadable', id);
    } else if (session.isOpen()) {
      const check = await session.use(async (identity) => await checkKey(identity, key, publicKeyHashOf));
      if (check !== 'sound') add(`key-${check}`, id);
    }
  }
  return ids.length;
}

async function checkNotes({ database, session }: Parts, add: Add): Promise<void> {
  for (const id of noteIds(database)) {
    const envelope = readNoteEnvelope(database, id);
    let sound = envelope !== null && isAgeFile(envelope, 'X25519');
    if (sound && envelope && session.isOpen()) {
      const plain = await session.use(async (identity) => await decryptWith(identity, envelope));
      sound = plain !== null;
      plain?.fill(0);
    }
    if (!sound) add('note-unreadable', id);
  }
}

function checkProtectors(database: DatabaseSync, add: Add): void {
  const { recipient } = readVaultRecord(database);
  const protectors = readProtectors(database);
  for (const protector of protectors) if (!isProtector(protector)) add('protector-unreadable', protector.kind);
  // Without a protector, the keys can never be opened.
  if (recipient !== null && protectors.length === 0) add('protector-unreadable', 'none');
}

function isProtector(row: ProtectorRow): boolean {
  switch (row.kind) {
    case 'passphrase':
      return isAgeFile(row.envelope, 'scrypt');
    case 'os-store':
      return isAgeFile(row.envelope, 'X25519');
    case 'recovery-code':
      return isAgeFile(row.envelope, 'X25519') && row.codeEnvelope !== null && isAgeFile(row.codeEnvelope, 'scrypt');
    case 'token':
      return isTokenProtector(row);
  }
}

function isAgeFile(file: Uint8Array, recipientType: 'X25519' | 'scrypt'): boolean {
  return readAgeHeader(file)?.recipientTypes.includes(recipientType) ?? false;
}
