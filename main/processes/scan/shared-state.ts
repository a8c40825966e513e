// SPDX-License-Identifier: Apache-2.0
/**
 * What the scan child and its worker threads share without messages: a worker in the midst of synchronous reading
 * looks here after each file. `mode`: one of `modes`, waited on while paused. `hungry`: workers
 * without work that nobody has promised any.
 * `readsDrive`: 1 once a drive was read: what is searched does not lie in memory.
 * `untaken`: finds told and not yet dealt with by the parent; workers wait when it is behind, so memory has a bound.
 */
export const modes = { running: 0, paused: 1, stopped: 2 } as const;

const cells = { mode: 0, hungry: 1, untaken: 2, readsDrive: 3 } as const;
const firstCounter = 16;
/** Counters of two workers never lie in one cache line. */
const perWorker = 16;
const counters = { files: 0, folders: 1, unreadable: 2 } as const;
type Counter = keyof typeof counters;

const maxUntaken = 2000;

export function newSharedState(workers: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer((firstCounter + perWorker * workers) * 4));
}

export function modeOf(shared: Int32Array): number {
  return Atomics.load(shared, cells.mode);
}

export function setMode(shared: Int32Array, mode: number): void {
  // A search that was stopped stays so.
  if (modeOf(shared) === modes.stopped) return;
  Atomics.store(shared, cells.mode, mode);
  Atomics.notify(shared, cells.mode);
  Atomics.notify(shared, cells.untaken);
}

/** Blocks this thread while the search is paused. True when it is to stop. */
export function mustStop(shared: Int32Array): boolean {
  let mode = modeOf(shared);
  while (mode === modes.paused) {
    Atomics.wait(shared, cells.mode, modes.paused);
    mode = modeOf(shared);
  }
  return mode === modes.stopped;
}

export function setReadsDrive(shared: Int32Array): void {
  Atomics.store(shared, cells.readsDrive, 1);
}

/** Since when: the coordinator looks four times a second. */
export function readsDrive(shared: Int32Array): boolean {
  return Atomics.load(shared, cells.readsDrive) === 1;
}

export function setHungry(shared: Int32Array, workers: number): void {
  Atomics.store(shared, cells.hungry, workers);
}

/** True when a worker has no work and the caller is the one to give it some: two gifts for one cost more than they save. */
export function claimHungry(shared: Int32Array): boolean {
  const hungry = Atomics.load(shared, cells.hungry);
  return hungry > 0 && Atomics.compareExchange(shared, cells.hungry, hungry, hungry - 1) === hungry;
}

/** Counts one find, first waiting until the parent has taken enough of those before. */
export function announceFind(shared: Int32Array): void {
  for (;;) {
    const untaken = Atomics.load(shared, cells.untaken);
    if (untaken < maxUntaken || modeOf(shared) === modes.stopped) break;
    Atomics.wait(shared, cells.untaken, untaken, 250);
  }
  Atomics.add(shared, cells.untaken, 1);
}

export function findsTaken(shared: Int32Array, count: number): void {
  Atomics.sub(shared, cells.untaken, count);
  Atomics.notify(shared, cells.untaken);
}

export function count(shared: Int32Array, worker: number, counter: Counter, by: number): void {
  const at = firstCounter + perWorker * worker + counters[counter];
  Atomics.store(shared, at, Atomics.load(shared, at) + by);
}

export function total(shared: Int32Array, workers: number, counter: Counter): number {
  let sum = 0;
  for (let worker = 0; worker < workers; worker++)
    sum += Atomics.load(shared, firstCounter + perWorker * worker + counters[counter]);
  return sum;
}
