// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { JournalRow } from '../../vault/records/installed/journal-rows.ts';
import type { ChangeEnd } from '../../vault/records/installed/vault-installed.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoreReading, StoreReadings } from '../inventory/store-readings.ts';
import type { StorePassword } from '../store-port.ts';
import type { Journal } from './journal.ts';
import { reconcileStep } from './reconcile-step.ts';

export interface Reconciled {
  /** Rows that were brought to an end. */
  readonly settled: number;
  /** Rows that wait: for a primary password, or for a store that another program holds or that is not there. */
  readonly waiting: number;
}

/** Brings changes that were cut short to an end (S02, S07). What cannot be settled now stays for the next time. */
export async function reconcileAll(
  { journal, readings }: { readonly journal: Journal; readonly readings: StoreReadings },
  vault: Vault,
  passwords: ReadonlyMap<string, string>,
): Promise<Reconciled> {
  let [settled, waiting] = [0, 0];
  for (const row of journal.left(vault)) {
    try {
      await untilStill(row.at);
      await settle(await readings.named(row.storeId), row, passwords.get(row.storeId) ?? null, async (end) =>
        journal.end(vault, row, end),
      );
      settled += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      waiting += 1;
    } finally {
      readings.forget(row.storeId);
    }
  }
  return { settled, waiting };
}

/** The program that was killed may have left a child that ends its work at the store. */
const stillAfterMs = 2000;

async function untilStill(at: string): Promise<void> {
  const age = Date.now() - Date.parse(at);
  if (age >= 0 && age < stillAfterMs) await setTimeout(stillAfterMs - age);
}

/** Throws what the store throws: then the row stays. */
export async function settle(
  reading: StoreReading,
  row: JournalRow,
  password: StorePassword,
  end: (how: ChangeEnd) => Promise<void>,
): Promise<void> {
  const { store, description, certificates, code } = reading;
  if (certificates === null) throw new AppError(code ?? 'internal');
  const present = certificates.find(({ fields }) => fields.sha256 === row.sha256) ?? null;
  const step = reconcileStep(row, present);
  if (step === 'take-back' || step === 'finish') await store.remove(row.sha256, password);
  if (step === 'take-back' || step === 'finish' || step === 'sweep') {
    await store.removeOrphanKey(row.before.spkiSha256, password);
  }
  const removed = row.action === 'remove' && step !== 'nothing';
  const event = step === 'done' ? 'installed' : removed ? 'uninstalled' : null;
  await end({ event, storeName: description.name, proofs: [] });
}
