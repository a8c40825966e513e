// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Origin } from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import { reviveKey, takeFromTrash } from '../deletion/deletion-rows.ts';
import { sealKey, type IncomingKey } from '../records/key-envelopes.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import { addOrigin, insertCertificate } from '../store/rows/certificate-writes.ts';
import { hasKey, insertKey, type KeyRow } from '../store/rows/key-rows.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

export interface ImportItems {
  readonly certificates: readonly FoundCertificate[];
  readonly keys: readonly IncomingKey[];
  readonly origin: Omit<Origin, 'importedAt'>;
  readonly batch?: string | undefined;
  /** Adds writes to the import's transaction. Called again on each retry. */
  readonly also?: (recipient: string | null) => Promise<(database: DatabaseSync, result: WrittenItems) => void>;
}

export interface ImportResult {
  /** Includes certificates restored from the trash. */
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keysAdded: number;
  readonly sha256OfAll: readonly string[];
}

export interface WrittenItems extends ImportResult {
  readonly fresh: ReadonlySet<string>;
}

const maxAttempts = 3;

/**
 * Works while locked and never replaces keys. Errors: `secret-required` (a key, no identity yet), `invalid-input` (a
 * certificate has the wrong SHA-256), `seal-broken`, those of `Transactions`.
 */
export async function importItems(
  deps: {
    readonly database: DatabaseSync;
    readonly transactions: Transactions;
    readonly clock: () => Date;
    readonly seal: SealKeeper;
  },
  items: ImportItems,
): Promise<ImportResult> {
  const certificates = await distinct(items.certificates);
  for (let attempt = 1; ; attempt += 1) {
    const { recipient } = readVaultRecord(deps.database);
    if (recipient !== null && (items.keys.length > 0 || items.also)) await deps.seal.trustRecipient(recipient);
    const envelopes = await sealNewKeys(deps.database, recipient, items.keys);
    const writeMore = await items.also?.(recipient);
    const write = function* (database: DatabaseSync): Generator<void, ImportResult | null> {
      // Keys encrypted to a former recipient would be lost.
      if (readVaultRecord(database).recipient !== recipient) return null;
      // Another process may have purged some of the keys.
      if (!allThere(database, items.keys, envelopes)) return null;
      const now = deps.clock();
      const written = yield* writeItems(database, certificates, items.keys, envelopes, {
        ...items.origin,
        importedAt: now.toISOString(),
      });
      const { added, keysAdded } = written;
      if (added.length + keysAdded > 0 && !writeMore) {
        const detail = { ...detailOfCertificates(added), keys: keysAdded };
        appendLogEntry(
          database,
          now,
          'imported',
          items.batch === undefined ? detail : { ...detail, batch: items.batch },
        );
      }
      writeMore?.(database, written);
      const { fresh: _fresh, ...result } = written;
      return result;
    };
    const rows = certificates.length + envelopes.length;
    const result =
      rows > rowsAtOnce
        ? await deps.transactions.changeCooperatively(write)
        : await deps.transactions.change(() => toTheEnd(write(deps.database)));
    if (result) return result;
    if (attempt === maxAttempts) throw new AppError('vault-busy');
  }
}

/** Larger imports use a second connection, which costs a full seal check. */
const rowsAtOnce = 200;

function toTheEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const hashedAtOnce = 1000;

async function distinct(found: readonly FoundCertificate[]): Promise<FoundCertificate[]> {
  const bySha256 = new Map<string, FoundCertificate>();
  for (const [index, certificate] of found.entries()) {
    if (index % hashedAtOnce === hashedAtOnce - 1) await setImmediate();
    const { sha256 } = certificate.fields;
    if (hash('sha256', certificate.der, 'hex') !== sha256) throw new AppError('invalid-input');
    const first = bySha256.get(sha256);
    if (!first || (first.friendlyName === null && certificate.friendlyName !== null)) {
      bySha256.set(sha256, certificate);
    }
  }
  return [...bySha256.values()];
}

async function sealNewKeys(
  database: DatabaseSync,
  recipient: string | null,
  keys: readonly IncomingKey[],
): Promise<KeyRow[]> {
  if (keys.length === 0) return [];
  if (recipient === null) throw new AppError('secret-required');
  const envelopes: KeyRow[] = [];
  for (const key of keys) {
    if (!hasKey(database, key.spkiSha256)) envelopes.push(await sealKey(recipient, key));
  }
  return envelopes;
}

function allThere(database: DatabaseSync, keys: readonly IncomingKey[], envelopes: readonly KeyRow[]): boolean {
  const coming = new Set(envelopes.map((row) => row.spkiSha256));
  return keys.every(({ spkiSha256 }) => coming.has(spkiSha256) || hasKey(database, spkiSha256));
}

function* writeItems(
  database: DatabaseSync,
  certificates: readonly FoundCertificate[],
  keys: readonly IncomingKey[],
  envelopes: readonly KeyRow[],
  origin: Origin,
): Generator<void, WrittenItems> {
  const added: string[] = [];
  const known: string[] = [];
  const fresh = new Set<string>();
  let keysAdded = 0;
  for (const key of keys) if (reviveKey(database, key.spkiSha256, origin.importedAt)) keysAdded += 1;
  for (const found of certificates) {
    const { sha256 } = found.fields;
    const taken = takeCertificate(database, found, origin);
    (taken === 'known' ? known : added).push(sha256);
    if (taken === 'new') fresh.add(sha256);
    yield;
  }
  for (const key of envelopes) {
    if (insertKey(database, key, origin.importedAt)) keysAdded += 1;
    yield;
  }
  return { added, known, fresh, keysAdded, sha256OfAll: certificates.map((found) => found.fields.sha256) };
}

type Taken = 'new' | 'returned' | 'known';

export function takeCertificate(database: DatabaseSync, found: FoundCertificate, origin: Origin): Taken {
  if (insertCertificate(database, found, origin)) return 'new';
  const { sha256 } = found.fields;
  const cameBack = takeFromTrash(database, [sha256]).length > 0;
  addOrigin(database, sha256, origin);
  return cameBack ? 'returned' : 'known';
}
