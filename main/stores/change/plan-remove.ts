// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { InventoryView } from '../inventory/inventory-view.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { StoreReading, StoreReadings } from '../inventory/store-readings.ts';
import type { StoredCertificate } from '../store-port.ts';
import { refusalOf } from './store-state.ts';

type Plan = CallOutput<'stores.planRemove'>;
type Pair = CallInput<'stores.planRemove'>['items'][number];

export async function planRemove(
  parts: { readonly readings: StoreReadings; readonly inventory: Inventory },
  items: readonly Pair[],
): Promise<Plan> {
  const readings = new Map<string, StoreReading>();
  for (const { storeId } of items) {
    if (!readings.has(storeId)) readings.set(storeId, await parts.readings.reread(storeId));
  }
  const { view } = await parts.inventory.view();
  const going = new Set(items.map(pairKey));
  return {
    items: items.map((pair) => {
      const reading = readings.get(pair.storeId);
      const held = reading?.certificates?.find(({ fields }) => fields.sha256 === pair.sha256);
      const keyStays = reading !== undefined && held !== undefined && sharesKey(reading, held, going);
      return {
        ...pair,
        displayName: view.bySha256.get(pair.sha256)?.row.displayName ?? '',
        keyStays,
        lastCopy: held?.hasKey === true && !keyStays && !heldElsewhere(view, held, going),
        code: reading ? refusalOfRemoval(reading, held) : 'store-not-found',
      };
    }),
    needPassword: [...readings].flatMap(([id, { description }]) =>
      description.state === 'password-needed' ? [id] : [],
    ),
    running: [...readings].flatMap(([id, { description }]) => (description.running ? [id] : [])),
  };
}

function pairKey({ sha256, storeId }: Pair): string {
  return `${storeId}\n${sha256}`;
}

function refusalOfRemoval({ description, code }: StoreReading, held: StoredCertificate | undefined): ErrorCode | null {
  const refusal = code ?? refusalOf(description.state);
  if (refusal !== null) return refusal;
  if (!held) return 'not-installed';
  return held.hardware === null ? null : 'key-elsewhere';
}

function sharesKey(
  { store, certificates }: StoreReading,
  held: StoredCertificate,
  going: ReadonlySet<string>,
): boolean {
  return (certificates ?? []).some(
    ({ fields }) =>
      fields.spkiSha256 === held.fields.spkiSha256 && !going.has(pairKey({ sha256: fields.sha256, storeId: store.id })),
  );
}

/** Doesn't count copies that the same selection removes. */
function heldElsewhere(view: InventoryView, { fields }: StoredCertificate, going: ReadonlySet<string>): boolean {
  return view.entries.some(
    ({ row, fields: other }) =>
      other.spkiSha256 === fields.spkiSha256 &&
      (row.keyInVault ||
        row.places.some(
          ({ storeId, hasKey }) => hasKey === true && !going.has(pairKey({ sha256: row.sha256, storeId })),
        )),
  );
}
