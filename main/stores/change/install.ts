// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { Proof } from '../../../shared/schemas/store.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoreReading, StoreReadings } from '../inventory/store-readings.ts';
import { testKeyIn, storedProofs } from '../proof/test-key.ts';
import type { StorePassword } from '../store-port.ts';
import type { StoreRun, StoresParts } from '../stores-parts.ts';
import { issuersOf } from './issuers.ts';
import type { Journal } from './journal.ts';
import { outcomeOf, rowsOf } from './plan-install.ts';
import { settle } from './reconcile.ts';
import { stopsStore } from './store-state.ts';

type Item = CallOutput<'stores.install'>['items'][number];

export interface InstallParts extends StoresParts {
  readonly readings: StoreReadings;
  readonly journal: Journal;
}

export async function install(
  parts: InstallParts,
  { certificates, storeIds }: Pick<CallInput<'stores.install'>, 'certificates' | 'storeIds'>,
  passwords: ReadonlyMap<string, string>,
  run: StoreRun,
): Promise<Item[]> {
  const vault = await parts.vault.require();
  const rows = rowsOf(vault, certificates);
  const places = [...new Set(storeIds)];
  await refuseLocked(parts, vault, rows, places);
  const items: Item[] = [];
  for (const storeId of places) {
    let stopped: ErrorCode | null = null;
    for (const row of rows) {
      const { displayName } = await parts.certificates.summary(row.sha256);
      const named = { sha256: row.sha256, storeId, displayName };
      if (run.signal.aborted) stopped = 'cancelled';
      if (stopped === null) {
        run.progress(items.length / (rows.length * places.length), 'installing');
        const item = {
          ...named,
          ...(await installOne(parts, vault, row, { storeId, password: passwords.get(storeId) ?? null, run })),
        };
        items.push(item);
        if (item.code !== null && stopsStore(item.code)) stopped = item.code;
      } else items.push({ ...named, outcome: 'not-tried', code: stopped, proofs: [] });
    }
  }
  return items;
}

async function refuseLocked(
  parts: InstallParts,
  vault: Vault,
  rows: readonly CertificateRow[],
  storeIds: readonly string[],
): Promise<void> {
  for (const storeId of storeIds) {
    const reading = await parts.readings.reread(storeId);
    if (rows.some((row) => outcomeOf(row, reading, vault.isUnlocked).code === 'vault-locked')) {
      throw new AppError('vault-locked');
    }
  }
}

interface Place {
  readonly storeId: string;
  readonly password: StorePassword;
  readonly run: StoreRun;
}

type Outcome = Pick<Item, 'outcome' | 'code' | 'proofs'>;

async function installOne(parts: InstallParts, vault: Vault, row: CertificateRow, place: Place): Promise<Outcome> {
  try {
    const reading = await parts.readings.reread(place.storeId);
    const { outcome, code } = outcomeOf(row, reading, vault.isUnlocked);
    if (outcome === 'already-installed') return { outcome, code: 'already-installed', proofs: [] };
    if (outcome === 'refused') return { outcome: 'failed', code, proofs: [] };
    const proofs = await writeAndTest(parts, vault, row, reading, place);
    const failed = proofs.some(({ passed }) => !passed);
    return { outcome: failed ? 'failed' : 'installed', code: failed ? 'proof-failed' : null, proofs };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'vault-locked' || error.code === 'seal-broken') throw error;
    const outcome = error.code === 'already-installed' ? error.code : 'failed';
    return { outcome, code: error.code, proofs: [] };
  } finally {
    parts.readings.forget(place.storeId);
  }
}

async function writeAndTest(
  parts: InstallParts,
  vault: Vault,
  row: CertificateRow,
  reading: StoreReading,
  { storeId, password, run }: Place,
): Promise<Proof[]> {
  const { store, description } = reading;
  const certificate = vault.getDer(row.sha256);
  if (!certificate) throw new AppError('not-found');
  const issuers = (await issuersOf(parts.certificates, vault, row.sha256)).map(({ der }) => der);
  const held = reading.certificates?.find(({ fields }) => fields.sha256 === row.sha256);
  const { sha256, spkiSha256 } = row;
  const nickname = row.label ?? row.friendlyName ?? row.displayName;
  return await vault.withPrivateKey(sha256, async (pkcs8) => {
    const before = { certificate: held !== undefined, key: held === undefined ? null : held.hasKey, spkiSha256 };
    const entry = await parts.journal.begin(vault, { storeId, action: 'install', sha256, ...before });
    const end = async (how: Parameters<Journal['end']>[2]) => parts.journal.end(vault, entry, how);
    try {
      await store.install({ certificate, sha256, issuers, pkcs8, nickname }, password, run.signal);
    } catch (error) {
      await afterFailure(parts, entry.storeId, async (now) => settle(now, entry, password, end));
      parts.journal.leave(entry);
      throw error;
    }
    const proofs = await testOrReport(parts, reading, sha256, password);
    await end({ event: 'installed', storeName: description.name, proofs: storedProofs(proofs, storeId, sha256) });
    return proofs;
  });
}

async function afterFailure(
  { readings }: InstallParts,
  storeId: string,
  settleIt: (reading: StoreReading) => Promise<void>,
): Promise<void> {
  try {
    await settleIt(await readings.reread(storeId));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function testOrReport(
  parts: InstallParts,
  { store }: StoreReading,
  sha256: string,
  password: StorePassword,
): Promise<Proof[]> {
  const at = parts.now().toISOString();
  try {
    return await testKeyIn(parts, store, sha256, password);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const kind = error.code === 'not-installed' ? 'present' : 'signed';
    return [{ kind, at, passed: false, host: null }];
  }
}
