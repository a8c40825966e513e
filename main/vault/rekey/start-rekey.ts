// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { newIdentity } from '../age/age-files.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { opensWithoutToken } from '../protectors/token-protector.ts';
import { deleteProtector, insertProtector, readProtectors, type ProtectorRow } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import type { OpenedIdentity } from '../protectors/open-identity.ts';
import type { RekeyParts } from './rekey-parts.ts';
import { stagingProof } from './staging-proof.ts';
import { dropStaging, readPendingRekey, stageRekey, writeMarker } from './staging-rows.ts';
import { sameProtectors } from './same-protectors.ts';
import { wrapIdentity } from './wrap-identity.ts';

export interface ProtectorEdit {
  readonly kind: ProtectorKind;
  /** Ids. If absent, all of this kind. */
  readonly removed?: readonly string[];
  /** Wraps the former identity. Null removes the protector. */
  readonly row: ProtectorRow | null;
}

export interface StartedRekey {
  readonly next: OpenedIdentity;
  undo(): Promise<boolean>;
}

/**
 * Stages a new identity and applies the edit in one transaction. The remaining protectors then open both identities,
 * so any unlock can continue the re-keying. Errors: `last-protector`, `rekey-unfinished`, `vault-busy`, those of
 * `wrapIdentity`.
 */
export async function startRekey(
  parts: RekeyParts,
  former: OpenedIdentity,
  edit: ProtectorEdit,
  options: { readonly passphrase: string | null; readonly replaceStale: boolean },
): Promise<StartedRekey> {
  const { database, transactions, kit } = parts;
  const before = readProtectors(database);
  const isRemoved = ({ id, kind }: ProtectorRow): boolean =>
    kind === edit.kind && (edit.removed === undefined || edit.removed.includes(id));
  const removed = before.filter(isRemoved);
  const staying = before.filter((row) => !isRemoved(row));
  const after = edit.row ? [...staying, edit.row] : staying;
  if (!opensWithoutToken(after)) throw new AppError('last-protector');
  const next = await newIdentity();
  try {
    const twins: ProtectorRow[] = [];
    for (const row of after) twins.push(await wrapIdentity(kit, row, next.identity, options.passphrase));
    const items = removed.filter((row) => row.kind === 'os-store').map((row) => row.id);
    let carried: readonly string[] | null = null;
    await transactions.change(() => {
      if (readVaultRecord(database).recipient !== former.recipient) throw new AppError('vault-busy');
      if (!sameProtectors(before, readProtectors(database))) throw new AppError('vault-busy');
      const pending = readPendingRekey(database);
      if (pending?.request.swapped === false && !options.replaceStale) throw new AppError('rekey-unfinished');
      const unclean = pending !== null && (pending.request.swapped || pending.request.forget.length > 0);
      carried = unclean ? pending.request.forget : null;
      const forget = [...(carried ?? []), ...items];
      const proof = stagingProof(former.identity, next.recipient, forget);
      const startedAt = kit.clock().toISOString();
      stageRekey(database, { startedAt, recipient: next.recipient, request: { proof, forget, swapped: false } }, twins);
      replaceRows(parts, removed, edit.row ? [edit.row] : []);
      appendLogEntry(database, kit.clock(), eventOf(removed.length > 0, edit.row !== null), { what: edit.kind });
    });
    return { next, undo: async () => await undoRekey(parts, former, next, { edit, removed, carried }) };
  } catch (error) {
    next.identity.fill(0);
    throw error;
  }
}

async function undoRekey(
  parts: RekeyParts,
  former: OpenedIdentity,
  next: OpenedIdentity,
  started: { edit: ProtectorEdit; removed: readonly ProtectorRow[]; carried: readonly string[] | null },
): Promise<boolean> {
  const { database, transactions, kit } = parts;
  return await transactions.change(() => {
    const { recipient } = readVaultRecord(database);
    const pending = readPendingRekey(database);
    if (recipient === next.recipient) return false;
    if (pending?.recipient !== next.recipient || recipient !== former.recipient) return true;
    dropStaging(database);
    if (started.carried !== null) {
      const request = { proof: '', forget: started.carried, swapped: true };
      writeMarker(database, { startedAt: pending.startedAt, recipient: former.recipient, request });
    }
    const { edit, removed } = started;
    replaceRows(parts, edit.row ? [edit.row] : [], removed);
    appendLogEntry(database, kit.clock(), eventOf(edit.row !== null, removed.length > 0), { what: edit.kind });
    return true;
  });
}

function replaceRows({ database }: RekeyParts, former: readonly ProtectorRow[], rows: readonly ProtectorRow[]): void {
  for (const { id } of former) deleteProtector(database, id);
  for (const row of rows) insertProtector(database, row);
}

export function eventOf(was: boolean, is: boolean): ActivityEvent {
  if (was && is) return 'passphrase-changed';
  return is ? 'protector-added' : 'protector-removed';
}
