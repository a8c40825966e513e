// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import {
  protectorKindSchema,
  protectorTokenSchema,
  type ProtectorKind,
  type ProtectorToken,
} from '../../../../shared/schemas/vault/vault-status.ts';
import { prepared } from '../prepared.ts';

export interface ProtectorRow {
  readonly id: string;
  readonly kind: ProtectorKind;
  readonly createdAt: string;
  readonly envelope: Uint8Array;
  readonly wrappingRecipient: string | null;
  readonly codeEnvelope: Uint8Array | null;
  readonly confirmedAt: string | null;
  readonly token: ProtectorToken | null;
}

export type ProtectorTable = 'protectors' | 'pending_protectors';

export function insertProtector(database: DatabaseSync, row: ProtectorRow, table: ProtectorTable = 'protectors'): void {
  prepared(
    database,
    `INSERT INTO ${table} (id, kind, created_at, envelope, wrapping_recipient, code_envelope, confirmed_at, token)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.kind,
    row.createdAt,
    row.envelope,
    row.wrappingRecipient,
    row.codeEnvelope,
    row.confirmedAt,
    row.token === null ? null : JSON.stringify(row.token),
  );
}

export function deleteProtectors(database: DatabaseSync, kind: ProtectorKind): void {
  prepared(database, 'DELETE FROM protectors WHERE kind = ?').run(kind);
}

export function deleteProtector(database: DatabaseSync, id: string): void {
  prepared(database, 'DELETE FROM protectors WHERE id = ?').run(id);
}

export function readProtectors(database: DatabaseSync, table: ProtectorTable = 'protectors'): ProtectorRow[] {
  return prepared(database, `SELECT * FROM ${table} ORDER BY created_at, id`).all().map(fromSql);
}

export function confirmProtector(database: DatabaseSync, id: string, confirmedAt: string): void {
  for (const table of ['protectors', 'pending_protectors'] as const) {
    prepared(database, `UPDATE ${table} SET confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL`).run(
      confirmedAt,
      id,
    );
  }
}

function fromSql(row: Readonly<Record<string, unknown>>): ProtectorRow {
  return {
    id: String(row['id']),
    kind: kindOf(row['kind']),
    createdAt: String(row['created_at']),
    envelope: bytes(row['envelope']) ?? new Uint8Array(),
    wrappingRecipient: text(row['wrapping_recipient']),
    codeEnvelope: bytes(row['code_envelope']),
    confirmedAt: text(row['confirmed_at']),
    token: tokenOf(text(row['token'])),
  };
}

function kindOf(value: unknown): ProtectorKind {
  return protectorKindSchema.catch('passphrase').parse(value);
}

function tokenOf(json: string | null): ProtectorToken | null {
  try {
    return protectorTokenSchema.parse(JSON.parse(json ?? 'null'));
  } catch {
    return null;
  }
}

function bytes(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
