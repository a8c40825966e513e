import { parentPort } from 'node:worker_threads';
import { lookAtFile } from './look-at-file.ts';
import { shown } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';
import { announceFind, changeHungry, count, modes, modeOf, mustStop, someoneIsHungry } from './shared-state.ts';
import { type ScanTask, Walker } from './walk-folders.ts';

export interface WorkerStart {
  readonly shared: Int32Array<SharedArrayBuffer>;
  readonly index: number;
  /** Absolute paths that are not entered. */
  readonly skip: readonly string[];
}

/** From a worker thread to the child's main thread. */
export type WorkerMessage =
  | { readonly kind: 'found'; readonly files: readonly FoundPath[] }
  | { readonly kind: 'give'; readonly tasks: readonly ScanTask[] }
  | { readonly kind: 'current'; readonly folder: string }
  | { readonly kind: 'idle' };

const currentEveryMs = 250;
const foundTogether = 50;

/** A worker thread: takes tasks, works through them without a pause, says when it has none. */
export function runScanWorker({ shared, index, skip }: WorkerStart): void {
  const port = parentPort;
  if (port === null) return;
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  let found: FoundPath[] = [];
  let toldAt = -Infinity;
  const tellFound = (): void => {
    if (found.length > 0) tell({ kind: 'found', files: found });
    found = [];
  };
  const walker = new Walker({
    skip: new Set(skip),
    mustStop: () => modeOf(shared) !== modes.running && mustStop(shared),
    someoneIsHungry: () => someoneIsHungry(shared),
    give: (tasks) => tell({ kind: 'give', tasks }),
    unreadable: () => count(shared, index, 'unreadable', 1),
    folder(path) {
      count(shared, index, 'folders', 1);
      const now = performance.now();
      if (now - toldAt < currentEveryMs) return;
      toldAt = now;
      tellFound();
      tell({ kind: 'current', folder: shown(path) });
    },
    file(path) {
      const file = lookAtFile(path);
      count(shared, index, 'files', 1);
      if (file === null) return;
      announceFind(shared);
      found.push(file);
      if (found.length === 1 || found.length >= foundTogether) tellFound();
    },
  });
  port.on('message', (tasks: readonly ScanTask[]) => {
    walker.run(tasks);
    tellFound();
    changeHungry(shared, 1);
    tell({ kind: 'idle' });
  });
}
