// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import { checkChain } from '../log/check-chain.ts';
import { hashAt, logHead } from '../log/read-log.ts';
import { prepared } from '../store/prepared.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { keySetDigest, surveyKeys, type KeySet } from './key-tags.ts';
import type { SealKeys } from './seal-keys.ts';
import { unexpectedAnchorHosts, unexpectedAnchors } from './sealed-anchors.ts';
import {
  canonicalJson,
  macFits,
  pendingRekey,
  readSeal,
  sealedProfiles,
  sealedProtectors,
  type SealedContent,
} from './sealed-content.ts';
import type { PinnedVault } from './vault-pin.ts';

export interface SealCheck {
  readonly findings: readonly SealFinding[];
  readonly sealed: SealedContent | null;
  readonly tagged: KeySet;
  /** Canonical JSON of the staged re-keying. */
  readonly staged: string;
  /** SPKI hashes of keys whose tags must be renewed. */
  readonly untagged: readonly string[];
}

export interface OpenedFor {
  readonly keys: SealKeys;
  readonly recipient: string;
}

/** The `affected` value of `protectors-changed` for a foreign re-keying. */
export const stagedRekeying = 're-keying';

type Add = (problem: SealFinding['problem'], affected: string) => void;

/** While locked (`opened` null), checks neither the seal's MAC nor the keys. Run in a snapshot. */
export function checkSeal(database: DatabaseSync, opened: OpenedFor | null, pin: PinnedVault | null): SealCheck {
  const findings: SealFinding[] = [];
  const add: Add = (problem, affected) => {
    const known = findings.some((each) => each.problem === problem && each.affected === affected);
    if (!known) findings.push({ problem, affected });
  };
  const record = readVaultRecord(database);
  const seal = readSeal(database);
  const sealed = seal === null || seal === 'unreadable' ? null : seal.sealed;
  checkRecipient(record.recipient, [opened?.recipient ?? null, sealed?.recipient ?? null], pin, add);
  if (seal === 'unreadable') add('seal-changed', 'unreadable');
  else if (seal === null && wasSealedOnce(database, pin)) add('seal-changed', 'missing');
  else if (seal !== null && opened && !macFits(opened.keys, seal)) add('seal-changed', 'mac');
  else if (sealed !== null && sealed.vaultId !== record.vaultId) add('seal-changed', 'vault');
  if (sealed !== null && sealed.revision > record.revision) add('revision-behind', String(record.revision));
  if (sealed !== null) for (const kind of changedProtectors(database, sealed)) add('protectors-changed', kind);
  if (sealed !== null) for (const host of unexpectedProfiles(database, sealed)) add('profile-changed', host);
  if (sealed !== null) for (const sha256 of unexpectedAnchors(database, sealed)) add('anchor-changed', sha256);
  if (sealed !== null) for (const host of unexpectedAnchorHosts(database, sealed)) add('profile-changed', host);
  checkLog(database, sealed, add);
  const logFound = findings.some(({ problem }) => problem.startsWith('log-'));
  if (!logFound && isOlderThan(database, pin)) add('revision-behind', String(record.revision));
  const staged = canonicalJson(pendingRekey(database));
  if (!opened) return { findings, sealed, staged, tagged: { count: 0, sum: new Uint8Array() }, untagged: [] };
  return { findings, sealed, staged, ...checkKeys(database, opened.keys, sealed, add) };
}

function checkRecipient(
  present: string | null,
  expected: readonly (string | null)[],
  pin: PinnedVault | null,
  add: Add,
): void {
  if (present === null) return;
  const foreign = expected.some((each) => each !== null && each !== present);
  if (foreign || !pinAllows(pin, present)) add('recipient-swapped', present);
}

/** Without a pin (another computer, or no OS store), any recipient is allowed. */
export function pinAllows(pin: PinnedVault | null, recipient: string): boolean {
  return pin === null || pin.recipient === recipient || pin.next === recipient;
}

/** Also true if the log lacks an entry seen on this computer. */
export function isOlderThan(database: DatabaseSync, pin: PinnedVault | null): boolean {
  if (pin === null) return false;
  if (pin.revision > readVaultRecord(database).revision) return true;
  return pin.log.seq > 0 && hashAt(database, pin.log.seq) !== pin.log.hash;
}

function wasSealedOnce(database: DatabaseSync, pin: PinnedVault | null): boolean {
  if (pin !== null) return true;
  const query = `SELECT EXISTS (SELECT 1 FROM sealed_keys) OR EXISTS (SELECT 1 FROM log WHERE event = 'unlocked') AS n`;
  return prepared(database, query).get()?.['n'] === 1;
}

function changedProtectors(database: DatabaseSync, sealed: SealedContent): string[] {
  const present = new Map(sealedProtectors(database, 'protectors').map((row) => [canonicalJson(row), row.kind]));
  const changed = new Set<string>();
  for (const row of sealed.protectors) {
    if (!present.delete(canonicalJson(row))) changed.add(row.kind);
  }
  for (const kind of present.values()) changed.add(kind);
  if (canonicalJson(pendingRekey(database)) !== canonicalJson(sealed.pendingRekey)) changed.add(stagedRekeying);
  return [...changed];
}

function unexpectedProfiles(database: DatabaseSync, sealed: SealedContent): string[] {
  const known = new Set(sealed.profiles.map(canonicalJson));
  return sealedProfiles(database)
    .filter((row) => !known.has(canonicalJson(row)))
    .map(({ host }) => host);
}

function checkLog(database: DatabaseSync, sealed: SealedContent | null, add: Add): void {
  const fault = checkChain(database, sealed?.log.first ?? 1);
  if (fault !== null) add('log-chain', String(fault));
  if (sealed === null || sealed.log.seq === 0) return;
  const hash = hashAt(database, sealed.log.seq);
  if (hash === sealed.log.hash) return;
  if (hash === null) add('log-cut', String(lastBefore(database, sealed.log.seq) + 1));
  else if (fault === null) add('log-recomputed', String(sealed.log.seq));
}

function lastBefore(database: DatabaseSync, seq: number): number {
  const head = logHead(database);
  if (head === null || head.seq < seq) return head?.seq ?? 0;
  return Number(prepared(database, 'SELECT max(seq) AS n FROM log WHERE seq < ?').get(seq)?.['n'] ?? 0);
}

function checkKeys(
  database: DatabaseSync,
  keys: SealKeys,
  sealed: SealedContent | null,
  add: Add,
): Pick<SealCheck, 'tagged' | 'untagged'> {
  const { tagged, untagged, changed, missing } = surveyKeys(database, keys);
  // Deletions and imports work while locked, so allow for those logged since the seal.
  const since = sealed?.log.seq ?? 0;
  const purged =
    missing.length + changed.length === 0
      ? 0
      : keysSince(database, since, 'purged', 'request-removed', 'temporary-key-removed');
  const imported = changed.length === 0 ? 0 : keysSince(database, since, 'imported', 'vault-merged');
  if (changed.length > Math.min(purged - missing.length, imported))
    for (const spki of changed) add('key-swapped', spki);
  if (missing.length > purged) for (const spki of missing) add('key-swapped', spki);
  const whole =
    sealed === null || (tagged.count === sealed.keys.count && keySetDigest(keys, tagged) === sealed.keys.digest);
  // A tag was removed or restored, but which one is unknown.
  if (!whole) add('key-swapped', 'unknown');
  return { tagged, untagged: [...untagged, ...missing, ...changed] };
}

function keysSince(database: DatabaseSync, seq: number, ...events: readonly ActivityEvent[]): number {
  const query = `SELECT total(CASE WHEN json_valid(detail) THEN json_extract(detail, '$.keys') END) AS n
    FROM log WHERE seq > ? AND event IN (SELECT value FROM json_each(?))`;
  return Number(prepared(database, query).get(seq, JSON.stringify(events))?.['n']);
}
