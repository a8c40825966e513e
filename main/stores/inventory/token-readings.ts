// SPDX-License-Identifier: Apache-2.0
import type { PlaceReading } from './placements.ts';

export type ReadTokens = () => Promise<readonly PlaceReading[]>;

export interface TokenReadings {
  last(): readonly PlaceReading[];
  lookIfOld(): void;
  look(): Promise<void>;
  changed(): void;
}

const oldMs = 10_000;

export function createTokenReadings(read: ReadTokens, tell: () => void): TokenReadings {
  let last: readonly PlaceReading[] = [];
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let again = false;

  async function readOnce(): Promise<void> {
    again = false;
    const found = await read();
    lookedAtMs = performance.now();
    if (keyOf(found) === keyOf(last)) return;
    last = found;
    tell();
  }

  async function look(): Promise<void> {
    running ??= readOnce().finally(() => {
      running = null;
      if (again) lookUnheard();
    });
    await running;
  }

  function lookUnheard(): void {
    look().catch(() => (lookedAtMs = performance.now()));
  }

  return {
    last: () => last,
    look,
    lookIfOld() {
      if (performance.now() - lookedAtMs > oldMs) lookUnheard();
    },
    changed() {
      if (running !== null) again = true;
      else if (lookedAtMs > Number.NEGATIVE_INFINITY) lookUnheard();
    },
  };
}

function keyOf(readings: readonly PlaceReading[]): string {
  const parts = readings.map(({ store, description, certificates, code }) => [
    store.id,
    description.name,
    code,
    certificates?.map(({ fields, nickname, hasKey }) => [fields.sha256, nickname, hasKey]) ?? null,
  ]);
  return JSON.stringify(parts);
}
