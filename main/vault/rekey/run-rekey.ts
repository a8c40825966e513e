// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { carryAcceptance } from '../seal/accepted-vault-ids.ts';
import { decryptWith, encryptTo } from '../age/age-files.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { keyIds } from '../store/rows/key-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import type { RekeyControl, RekeyIdentities, RekeyParts } from './rekey-parts.ts';
import {
  countStaged,
  readEnvelope,
  readPendingRekey,
  stageEnvelope,
  swapInStaging,
  unstagedIds,
  writeMarker,
  type StagedEnvelope,
} from './staging-rows.ts';

/** A batch takes about 0.1 s. */
const batchSize = 50;

/** `withdrawn` means another process cancelled the re-keying. */
export type RekeyOutcome = 'rekeyed' | 'withdrawn';

/**
 * Re-encrypts keys and notes to the staged identity in durable batches, then switches in one transaction. Safe to run
 * in several processes and after a kill. Throws `cancelled`, `vault-damaged` (unreadable key or note).
 */
export async function runRekey(
  parts: RekeyParts,
  identities: RekeyIdentities,
  control: RekeyControl,
): Promise<RekeyOutcome> {
  for (;;) {
    if (control.signal?.aborted === true) throw new AppError('cancelled');
    const { done, total } = countStaged(parts.database);
    control.progress?.(total === 0 ? 1 : done / total, 'rekeying');
    const sealed = await sealBatch(parts, identities);
    const outcome = sealed.length > 0 ? await stageBatch(parts, identities, sealed) : await trySwap(parts, identities);
    if (outcome === 'rekeyed') followSession(parts, identities);
    if (outcome !== 'goes-on') return outcome;
  }
}

async function sealBatch({ database }: RekeyParts, { former, next }: RekeyIdentities): Promise<StagedEnvelope[]> {
  const sealed: StagedEnvelope[] = [];
  for (const { kind, id } of unstagedIds(database, batchSize)) {
    const source = readEnvelope(database, { kind, id });
    if (!source) continue;
    const plain = await decryptWith(former.identity, source);
    if (!plain) {
      if (readVaultRecord(database).recipient !== former.recipient) break;
      throw new AppError('vault-damaged', { problem: `${kind}-unreadable`, affected: [id] });
    }
    try {
      sealed.push({ kind, id, source, envelope: await encryptTo(next.recipient, plain) });
    } finally {
      plain.fill(0);
    }
    await setImmediate();
  }
  return sealed;
}

async function stageBatch(
  parts: RekeyParts,
  identities: RekeyIdentities,
  sealed: readonly StagedEnvelope[],
): Promise<RekeyOutcome | 'goes-on'> {
  const { database, transactions } = parts;
  return await transactions.change(() => {
    const state = stateOf(parts, identities);
    if (state === 'goes-on') for (const each of sealed) stageEnvelope(database, each);
    return state;
  });
}

async function trySwap(parts: RekeyParts, identities: RekeyIdentities): Promise<RekeyOutcome | 'goes-on'> {
  const { database, transactions, kit, session } = parts;
  const { former, next } = identities;
  let moved = false;
  try {
    return await transactions.change(() => {
      const state = stateOf(parts, identities);
      const pending = readPendingRekey(database);
      if (state !== 'goes-on' || !pending || unstagedIds(database, 1).length > 0) return state;
      carryAcceptance(database, kit.accepted, next.recipient);
      swapInStaging(database, next.recipient);
      writeMarker(database, { ...pending, request: { ...pending.request, swapped: true } });
      appendLogEntry(database, kit.clock(), 'rekeyed', { keys: keyIds(database).length });
      // Switch before the commit, so the former identity is never used on new envelopes.
      moved = followSession(parts, identities);
      return 'rekeyed';
    });
  } catch (error) {
    if (moved) session.open(Uint8Array.from(former.identity), former.recipient);
    throw error;
  }
}

function stateOf({ database }: RekeyParts, { former, next }: RekeyIdentities): RekeyOutcome | 'goes-on' {
  const { recipient } = readVaultRecord(database);
  if (recipient === next.recipient) return 'rekeyed';
  const pending = readPendingRekey(database);
  const own = pending?.recipient === next.recipient && !pending.request.swapped;
  return own && recipient === former.recipient ? 'goes-on' : 'withdrawn';
}

function followSession({ session }: RekeyParts, { former, next }: RekeyIdentities): boolean {
  if (session.recipient() !== former.recipient) return false;
  session.open(Uint8Array.from(next.identity), next.recipient);
  return true;
}
