// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { JournalRow } from '../../vault/records/installed/journal-rows.ts';
import type { ChangeEnd } from '../../vault/records/installed/vault-installed.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoreReading, StoreReadings } from '../inventory/store-readings.ts';
import type { StorePassword } from '../store-port.ts';
import type { Journal } from './journal.ts';

type Present = { readonly hasKey: boolean | null } | null;

/** `take-back` and `finish` remove the certificate and its key, `sweep` only an orphan key. */
type ReconcileStep = 'done' | 'take-back' | 'finish' | 'sweep' | 'nothing';

export interface Reconciled {
  readonly settled: number;
  readonly waiting: number;
}

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

/** A child of a killed process may still be writing. */
const stillAfterMs = 2000;

async function untilStill(at: string): Promise<void> {
  const age = Date.now() - Date.parse(at);
  if (age >= 0 && age < stillAfterMs) await setTimeout(stillAfterMs - age);
}

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

/**
 * Rolls back partial installs, because completing them needs an unlocked vault. Finishes partial removals, because NSS
 * has already deleted the key. A certificate with its key stays, because it may be the only copy.
 */
export function reconcileStep(
  { action, before }: Pick<JournalRow, 'action' | 'before'>,
  present: Present,
): ReconcileStep {
  if (action === 'remove') {
    if (present === null) return 'sweep';
    return present.hasKey === before.key ? 'nothing' : 'finish';
  }
  if (present === null) return before.key === true ? 'nothing' : 'sweep';
  if (present.hasKey !== false) return before.certificate && before.key === true ? 'nothing' : 'done';
  return before.certificate ? 'nothing' : 'take-back';
}
