// SPDX-License-Identifier: Apache-2.0
import type { PlaceReading } from './placements.ts';

/** Asks every module for its tokens and reads their certificates; a token that cannot be read tells why. */
export type ReadTokens = () => Promise<readonly PlaceReading[]>;

/** What lies on the tokens that are plugged in. */
export interface TokenReadings {
  /** As last read: a token answers in its own time, and nobody waits for it in front of a list. The same object as long as nothing changed. */
  last(): readonly PlaceReading[];
  /** Reads them in the background, if that is some seconds ago. */
  lookIfOld(): void;
  /** Reads them now, and waits. */
  look(): Promise<void>;
  /** One was plugged, unplugged or changed: if they were ever read, they are read again. */
  changed(): void;
}

const oldMs = 10_000;

/** `tell`: something is there that was not, or is gone. */
export function createTokenReadings(read: ReadTokens, tell: () => void): TokenReadings {
  let last: readonly PlaceReading[] = [];
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  /** A look that began before the change may not have seen it. */
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

  /** What is wrong with a module is told in the room of tokens. */
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
