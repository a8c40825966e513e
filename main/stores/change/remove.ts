// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { StorePassword } from '../store-port.ts';
import type { StoreRun } from '../stores-parts.ts';
import type { InstallParts } from './install.ts';
import { planRemove } from './plan-remove.ts';
import { settle } from './reconcile.ts';
import { stopsStore } from './store-state.ts';

type Output = CallOutput<'stores.remove'>;
type Planned = CallOutput<'stores.planRemove'>['items'][number];

export async function remove(
  parts: InstallParts & { readonly inventory: Inventory },
  { items, evenLastCopy }: Pick<CallInput<'stores.remove'>, 'items' | 'evenLastCopy'>,
  passwords: ReadonlyMap<string, string>,
  run: StoreRun,
): Promise<Output> {
  const plan = await planRemove(parts, items);
  const vault = await parts.vault.requireOrCreate();
  const stopped = new Map<string, ErrorCode>();
  const output: Output = { items: [], restart: [] };
  for (const [index, planned] of plan.items.entries()) {
    const { sha256, storeId, displayName } = planned;
    const named = { sha256, storeId, displayName };
    const reason = run.signal.aborted ? 'cancelled' : stopped.get(storeId);
    if (reason !== undefined) {
      output.items.push({ ...named, outcome: 'not-tried', code: reason });
      continue;
    }
    run.progress(index / plan.items.length, 'removing');
    const code = await removeOne(parts, vault, planned, {
      evenLastCopy,
      password: passwords.get(storeId) ?? null,
      run,
    });
    output.items.push({ ...named, outcome: code === null ? 'removed' : 'failed', code });
    if (code !== null && stopsStore(code)) stopped.set(storeId, code);
  }
  const changed = new Set(output.items.flatMap(({ outcome, storeId }) => (outcome === 'removed' ? [storeId] : [])));
  output.restart = plan.running.filter((storeId) => changed.has(storeId));
  return output;
}

async function removeOne(
  parts: InstallParts,
  vault: Vault,
  { sha256, storeId, lastCopy, code }: Planned,
  how: { readonly evenLastCopy: boolean; readonly password: StorePassword; readonly run: StoreRun },
): Promise<ErrorCode | null> {
  if (code !== null) return code;
  if (lastCopy && !how.evenLastCopy) return 'last-key-copy';
  const { readings, journal } = parts;
  try {
    const { store, description, certificates } = await readings.reread(storeId);
    const held = certificates?.find(({ fields }) => fields.sha256 === sha256);
    if (!held) return 'not-installed';
    const before = { certificate: true, key: held.hasKey, spkiSha256: held.fields.spkiSha256 };
    const entry = await journal.begin(vault, { storeId, action: 'remove', sha256, ...before });
    try {
      await store.remove(sha256, how.password, how.run.signal);
      if ((await store.read(sha256)) !== null) throw new AppError('verification-failed');
    } catch (error) {
      await undoOrFinish(parts, vault, entry, how.password);
      throw error;
    }
    await journal.end(vault, entry, { event: 'uninstalled', storeName: description.name, proofs: [] });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  } finally {
    readings.forget(storeId);
  }
}

async function undoOrFinish(
  { journal, readings }: InstallParts,
  vault: Vault,
  entry: Awaited<ReturnType<InstallParts['journal']['begin']>>,
  password: StorePassword,
): Promise<void> {
  try {
    const reading = await readings.reread(entry.storeId);
    const held = reading.certificates?.find(({ fields }) => fields.sha256 === entry.sha256);
    const untouched = held !== undefined && held.hasKey === entry.before.key;
    if (untouched) {
      await journal.end(vault, entry, { event: null, storeName: reading.description.name, proofs: [] });
    } else await settle(reading, entry, password, async (end) => journal.end(vault, entry, end));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  } finally {
    journal.leave(entry);
  }
}
