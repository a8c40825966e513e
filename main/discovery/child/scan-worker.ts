// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { loadIsInCloud, looksLikeCertificate } from './cloud-files.ts';
import { looksWanted } from './look-at-file.ts';
import { farPath, nearPathIn } from './near-path.ts';
import { loadReadAhead, type ReadAhead } from './read-ahead.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';
import { announceFind, claimHungry, count, readsDrive, modes, modeOf, mustStop } from './shared-state.ts';
import { type ScanTask, Walker } from './walk-folders.ts';

export interface WorkerStart {
  readonly shared: Int32Array<SharedArrayBuffer>;
  readonly index: number;
}

/** `begin` is sent once, before all others. `skip` contains the `Place.id` of folders. */
export type WorkerRequest =
  | { readonly kind: 'begin'; readonly skip: readonly string[]; readonly workFolder: string | null }
  | { readonly kind: 'work'; readonly tasks: readonly ScanTask[] };

export type WorkerMessage =
  | { readonly kind: 'found'; readonly files: readonly ScanPath[] }
  | { readonly kind: 'give'; readonly tasks: readonly ScanTask[] }
  | { readonly kind: 'current'; readonly folder: string }
  | { readonly kind: 'idle' };

const currentEveryMs = 250;
/** Finds are batched, because each message wakes a thread. */
const foundEveryMs = 50;
const foundTogether = 50;

export function runScanWorker({ shared, index }: WorkerStart): void {
  const port = parentPort;
  if (port === null) return;
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  let found: ScanPath[] = [];
  let foundReportedAt = -Infinity;
  let currentReportedAt = -Infinity;
  const tellFound = (now: number): void => {
    if (found.length > 0) tell({ kind: 'found', files: found });
    found = [];
    foundReportedAt = now;
  };
  const skip = new Set<string>();
  const isInCloud = loadIsInCloud();
  let near = farPath;
  let ahead: ReadAhead | null | undefined;
  const walker = new Walker({
    skip,
    mustStop: () => modeOf(shared) !== modes.running && mustStop(shared),
    claimHungry: () => claimHungry(shared),
    give: (tasks) => tell({ kind: 'give', tasks }),
    unreadable: () => count(shared, index, 'unreadable', 1),
    readAhead: () => (readsDrive(shared) ? (ahead === undefined ? (ahead = loadReadAhead()) : ahead) : null),
    folder(path) {
      count(shared, index, 'folders', 1);
      const now = performance.now();
      if (found.length > 0 && now - foundReportedAt >= foundEveryMs) tellFound(now);
      if (now - currentReportedAt < currentEveryMs) return;
      currentReportedAt = now;
      tell({ kind: 'current', folder: shown(path) });
    },
    near: (text, raw) => near(text, raw),
    file(text, raw) {
      const inCloud = isInCloud(text);
      const named = looksLikeCertificate(text);
      if (inCloud && named) count(shared, index, 'unreadable', 1);
      const wanted = !inCloud && looksWanted(raw ? openable({ text, raw }) : text, named);
      count(shared, index, 'files', 1);
      return wanted;
    },
    found(path) {
      announceFind(shared);
      found.push(path);
      const now = performance.now();
      if (found.length >= foundTogether || now - foundReportedAt >= foundEveryMs) tellFound(now);
    },
  });
  port.on('message', (request: WorkerRequest) => {
    if (request.kind === 'begin') {
      for (const id of request.skip) skip.add(id);
      if (request.workFolder !== null) near = nearPathIn(request.workFolder);
      return;
    }
    walker.run(request.tasks);
    tellFound(performance.now());
    tell({ kind: 'idle' });
  });
}
