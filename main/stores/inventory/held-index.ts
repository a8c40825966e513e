// SPDX-License-Identifier: Apache-2.0
import type { HeldCertificate, HeldElsewhere } from '../../certificates/held-elsewhere.ts';
import { nothingHeld } from '../../certificates/held-elsewhere.ts';
import type { PlaceReading } from './placements.ts';
import type { Snapshot, StoreReadings } from './store-readings.ts';
import type { TokenReadings } from './token-readings.ts';

export interface HeldIndex {
  current(): HeldElsewhere;
}

export function createHeldIndex(
  readings: Pick<StoreReadings, 'current' | 'last'>,
  tokens: Pick<TokenReadings, 'last' | 'lookIfOld'>,
  tell: () => void,
  whenIdle?: () => Promise<void>,
): HeldIndex {
  let kept: { snapshot: Snapshot | null; connected: readonly PlaceReading[]; held: HeldElsewhere } | null = null;
  let isWanted = false;

  async function read(idle: Promise<void>): Promise<void> {
    await idle;
    tokens.lookIfOld();
    const before = readings.last();
    if ((await readings.current()) !== before) tell();
  }

  return {
    current() {
      if (!isWanted && whenIdle !== undefined) {
        isWanted = true;
        void read(whenIdle()).catch(() => undefined);
      }
      const snapshot = readings.last();
      const connected = tokens.last();
      if (kept?.snapshot !== snapshot || kept.connected !== connected) {
        kept = { snapshot, connected, held: indexOf([...(snapshot?.readings ?? []), ...connected]) };
      }
      return kept.held;
    },
  };
}

export function indexOf(readings: readonly PlaceReading[]): HeldElsewhere {
  const held = new Map<string, { fields: HeldCertificate['fields']; places: HeldCertificate['places'][number][] }>();
  for (const { store, description, certificates } of readings) {
    for (const { fields, hasKey, hardware } of certificates ?? []) {
      const own = held.get(fields.sha256) ?? { fields, places: [] };
      own.places.push({ kind: store.kind, name: description.name, hasKey, hardware });
      held.set(fields.sha256, own);
    }
  }
  return held.size === 0 ? nothingHeld : held;
}
