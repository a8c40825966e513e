// SPDX-License-Identifier: Apache-2.0
export const modes = { running: 0, paused: 1, stopped: 2 } as const;

/**
 * `mode` is one of `modes`, and threads wait on it while paused. `hungry` counts idle workers to which no work is
 * promised. `readsDrive` is 1 after uncached reads. `untaken` counts unprocessed finds. To limit memory, workers wait
 * while `untaken` is high.
 */
const cells = { mode: 0, hungry: 1, untaken: 2, readsDrive: 3 } as const;
const firstCounter = 16;
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
  if (modeOf(shared) === modes.stopped) return;
  Atomics.store(shared, cells.mode, mode);
  Atomics.notify(shared, cells.mode);
  Atomics.notify(shared, cells.untaken);
}

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

export function readsDrive(shared: Int32Array): boolean {
  return Atomics.load(shared, cells.readsDrive) === 1;
}

export function setHungry(shared: Int32Array, workers: number): void {
  Atomics.store(shared, cells.hungry, workers);
}

/** Ensures that only one caller serves an idle worker. */
export function claimHungry(shared: Int32Array): boolean {
  const hungry = Atomics.load(shared, cells.hungry);
  return hungry > 0 && Atomics.compareExchange(shared, cells.hungry, hungry, hungry - 1) === hungry;
}

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
