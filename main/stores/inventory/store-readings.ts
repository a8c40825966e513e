// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import type { CertificateStore, StoredCertificate, StoreFinder } from '../store-port.ts';

export interface StoreReading {
  readonly store: CertificateStore;
  readonly description: Store;
  readonly certificates: readonly StoredCertificate[] | null;
  readonly code: ErrorCode | null;
}

export interface Snapshot {
  readonly readings: readonly StoreReading[];
  readonly readAt: Date;
}

export interface StoreReadings {
  current(options?: { readonly refresh?: boolean }): Promise<Snapshot>;
  /** Takes known ids only, since the renderer must not open arbitrary folders. Errors: `store-not-found`. */
  reread(storeId: string): Promise<StoreReading>;
  named(name: string): Promise<StoreReading>;
  last(): Snapshot | null;
  changedSince(): Promise<boolean>;
  forget(storeId: string): void;
}

interface Known {
  readonly stamp: string;
  readonly reading: StoreReading;
  readonly readAtMs: number;
}

const findAgainMs = 15_000;
/** Failed reads are repeated, because releasing a lock doesn't change the stamp. */
const failureKeptMs = 2000;

export function createStoreReadings(finder: StoreFinder, now: () => Date): StoreReadings {
  const known = new Map<string, Known>();
  const byName = new Set<string>();
  let stores: readonly CertificateStore[] = [];
  let foundAtMs = Number.NEGATIVE_INFINITY;
  let last: Snapshot | null = null;
  let running: Promise<Snapshot> | null = null;

  async function find(): Promise<void> {
    const found = await finder.find();
    // Stores opened by name stay known until this process ends.
    const named = stores.filter((store) => byName.has(store.id) && !found.some(({ id }) => id === store.id));
    stores = [...found, ...named];
    foundAtMs = performance.now();
    const ids = new Set(stores.map(({ id }) => id));
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
  }

  async function storeOf(id: string, alsoByName: boolean): Promise<CertificateStore> {
    const ofThisId = () => stores.find((store) => store.id === id);
    if (!ofThisId()) await find();
    const found = ofThisId() ?? (alsoByName ? await finder.resolve?.(id) : null) ?? null;
    if (!found) throw new AppError('store-not-found', { store: id });
    const same = stores.find((store) => store.id === found.id);
    if (same) return same;
    byName.add(found.id);
    stores = [...stores, found];
    return found;
  }

  async function readIfChanged(store: CertificateStore, refresh: boolean): Promise<StoreReading> {
    const stamp = await stampOf(store.watchedFiles);
    const before = known.get(store.id);
    const failedLongAgo =
      before !== undefined && before.reading.code !== null && performance.now() - before.readAtMs > failureKeptMs;
    const same = before?.stamp === stamp && !failedLongAgo;
    if (before && same && !refresh) return before.reading;
    const description = await store.describe();
    const kept = before && same && before.reading.code === null ? before.reading.certificates : undefined;
    const reading =
      kept !== undefined && before && sameState(before.reading.description, description)
        ? before.reading
        : { store, description, ...(kept === undefined ? await listOf(store) : { certificates: kept, code: null }) };
    known.set(store.id, { stamp, reading, readAtMs: performance.now() });
    return reading;
  }

  async function readOnce(store: CertificateStore): Promise<StoreReading> {
    known.delete(store.id);
    return readIfChanged(store, true);
  }

  async function readAll(refresh: boolean): Promise<Snapshot> {
    if (refresh || performance.now() - foundAtMs > findAgainMs) await find();
    const readings = await Promise.all(stores.map(async (store) => readIfChanged(store, refresh)));
    const before = last;
    const same =
      before !== null &&
      before.readings.length === readings.length &&
      readings.every((reading, index) => reading === before.readings[index]);
    last = same ? before : { readings, readAt: now() };
    return last;
  }

  return {
    async current({ refresh = false } = {}) {
      if (running !== null && !refresh) return running;
      const own = readAll(refresh).finally(() => {
        if (running === own) running = null;
      });
      running = own;
      return own;
    },
    reread: async (storeId) => readOnce(await storeOf(storeId, false)),
    named: async (name) => readOnce(await storeOf(name, true)),
    last: () => last,
    async changedSince() {
      if (last === null || running !== null) return false;
      if (performance.now() - foundAtMs > findAgainMs) {
        const ids = stores.map(({ id }) => id).join('\n');
        await find();
        if (ids !== stores.map(({ id }) => id).join('\n')) return true;
      }
      const stamps = await Promise.all(
        stores.map(async (store) => (await stampOf(store.watchedFiles)) === known.get(store.id)?.stamp),
      );
      return stamps.some((same) => !same);
    },
    forget: (storeId) => void known.delete(storeId),
  };
}

async function listOf(store: CertificateStore): Promise<Pick<StoreReading, 'certificates' | 'code'>> {
  try {
    return { certificates: await store.list(), code: null };
  } catch (error) {
    return { certificates: null, code: error instanceof AppError ? error.code : 'internal' };
  }
}

function sameState(one: Store, other: Store): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map(async (path) =>
      stat(path, { bigint: true }).then(
        ({ mtimeNs, size, ino }) => `${mtimeNs}:${size}:${ino}`,
        () => '-',
      ),
    ),
  );
  return stamps.join(' ');
}
