// SPDX-License-Identifier: Apache-2.0
import { availableParallelism, homedir } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DriveWatch } from './drive-watch.ts';
import { placeOf } from './file-systems.ts';
import { InspectorThread } from './inspector-thread.ts';
import { commonFolder } from './near-path.ts';
import { rootsOf, withoutLinks } from './roots.ts';
import type { InputOf } from '../../children/define-child.ts';
import type { FoundPath, ScanCounts, ScanPart, scanOperations } from './scan-protocol.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './scan-worker.ts';
import { findsTaken, modeOf, modes, newSharedState, setHungry, setMode, setReadsDrive, total } from './shared-state.ts';
import type { ScanTask } from './walk-folders.ts';

const progressEveryMs = 250;
const foundEveryMs = 50;
const foundTogether = 50;
/** Enough for the head of one file and the names of waiting folders. */
const workerLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 3, stackSizeMb: 4 };

/** Each uses 12 MiB of memory. */
const maxWorkers = 3;

type Start = InputOf<typeof scanOperations, 'search'>;

export interface CoordinatorOptions {
  readonly entries: { readonly walker: URL; readonly inspector: URL };
  readonly inspectionTimeoutMs: number;
  part(part: ScanPart): void;
  done(counts: ScanCounts): void;
}

export class Coordinator {
  readonly #shared: Int32Array<SharedArrayBuffer>;
  readonly #startWalker: (index: number) => Worker;
  readonly #workers: Worker[] = [];
  readonly #idle = new Set<number>();
  readonly #gone = new Set<number>();
  readonly #queue: ScanTask[] = [];
  readonly #inspector: InspectorThread;
  readonly #part: (part: ScanPart) => void;
  readonly #done: (counts: ScanCounts) => void;
  #found: FoundPath[] = [];
  #foundTimer: NodeJS.Timeout | null = null;
  #current: string | null = null;
  #progress: NodeJS.Timeout | null = null;
  #skip: readonly string[] = [];
  #workFolder: string | null = null;

  constructor({ entries, inspectionTimeoutMs, part, done }: CoordinatorOptions) {
    this.#part = part;
    this.#done = done;
    this.#inspector = new InspectorThread({
      entry: entries.inspector,
      timeoutMs: inspectionTimeoutMs,
      inspected: (file) => this.#onInspected(file),
    });
    this.#inspector.prepare();
    this.#shared = newSharedState(maxWorkers);
    this.#startWalker = (index) => {
      const workerData: WorkerStart = { shared: this.#shared, index };
      return new Worker(entries.walker, { workerData, resourceLimits: workerLimits, trackUnmanagedFds: false });
    };
    const workers = Math.max(2, Math.min(maxWorkers, availableParallelism()));
    for (let index = 0; index < workers; index++) this.#addWorker();
  }

  begin({ folders, skip }: Start): void {
    // Compare ids, because a path can be spelled in several ways (links, bind mounts, case).
    this.#skip = skip.flatMap((path) => placeOf({ text: withoutLinks(path), raw: false })?.id ?? []);
    const roots = rootsOf(folders);
    this.#workFolder = enter(roots);
    for (const worker of this.#workers) this.#sayBegin(worker);
    this.#queue.push(...roots);
    const drive = new DriveWatch();
    this.#progress = setInterval(() => {
      this.#tellProgress();
      const { reads, idles } = drive.look();
      if (reads) setReadsDrive(this.#shared);
      if (idles && this.#workers.length < maxWorkers && modeOf(this.#shared) === modes.running) {
        this.#sayBegin(this.#addWorker());
        this.#handOut();
      }
    }, progressEveryMs);
    this.#handOut();
  }

  #addWorker(): Worker {
    const index = this.#workers.length;
    const worker = this.#startWalker(index);
    worker.on('message', (message: WorkerMessage) => this.#onMessage(index, message));
    worker.on('error', () => this.#onLost(index));
    this.#workers.push(worker);
    this.#idle.add(index);
    return worker;
  }

  #sayBegin(worker: Worker): void {
    worker.postMessage({ kind: 'begin', skip: this.#skip, workFolder: this.#workFolder } satisfies WorkerRequest);
  }

  pause(): void {
    setMode(this.#shared, modes.paused);
  }

  resume(): void {
    setMode(this.#shared, modes.running);
  }

  cancel(): void {
    setMode(this.#shared, modes.stopped);
    this.#inspector.stop();
    this.#handOut();
  }

  taken(count: number): void {
    findsTaken(this.#shared, count);
  }

  #onMessage(index: number, message: WorkerMessage): void {
    switch (message.kind) {
      case 'found':
        if (modeOf(this.#shared) !== modes.stopped) this.#inspector.add(message.files);
        return;
      case 'current':
        this.#current = message.folder;
        return;
      case 'give':
        this.#queue.push(...message.tasks);
        return this.#handOut();
      case 'idle':
        this.#idle.add(index);
        return this.#handOut();
    }
  }

  #onInspected(file: FoundPath | null): void {
    if (file === null) findsTaken(this.#shared, 1);
    else {
      this.#found.push(file);
      if (this.#found.length >= foundTogether) this.#tellFound();
      else this.#foundTimer ??= setTimeout(() => this.#tellFound(), foundEveryMs);
    }
    this.#endWhenDone();
  }

  #tellFound(): void {
    if (this.#foundTimer !== null) clearTimeout(this.#foundTimer);
    this.#foundTimer = null;
    if (this.#found.length > 0) this.#part({ kind: 'found', files: this.#found });
    this.#found = [];
  }

  #onLost(index: number): void {
    this.#idle.delete(index);
    this.#gone.add(index);
    this.#handOut();
  }

  #handOut(): void {
    if (modeOf(this.#shared) === modes.stopped) this.#queue.length = 0;
    while (this.#queue.length > 0) {
      const [index] = this.#idle;
      if (index === undefined) break;
      const share = Math.ceil(this.#queue.length / this.#idle.size);
      this.#idle.delete(index);
      const tasks = this.#queue.splice(0, share);
      this.#workers[index]?.postMessage({ kind: 'work', tasks } satisfies WorkerRequest);
    }
    setHungry(this.#shared, this.#idle.size);
    this.#endWhenDone();
  }

  #counts(): { files: number; folders: number; unreadable: number } {
    const sum = (counter: 'files' | 'folders' | 'unreadable'): number =>
      total(this.#shared, this.#workers.length, counter);
    return { files: sum('files'), folders: sum('folders'), unreadable: sum('unreadable') + this.#gone.size };
  }

  #tellProgress(): void {
    this.#part({ kind: 'progress', ...this.#counts(), current: this.#current });
  }

  #endWhenDone(): void {
    const walked = this.#idle.size + this.#gone.size === this.#workers.length;
    if (this.#progress === null || !walked || !this.#inspector.idle) return;
    clearInterval(this.#progress);
    this.#progress = null;
    this.#tellFound();
    this.#done(this.#counts());
  }
}

/** Returns the new working directory, or null if unchanged. */
function enter(roots: readonly ScanTask[]): string | null {
  // Windows locks the working directory.
  if (process.platform === 'win32') return null;
  const folder = commonFolder(roots.flatMap((task) => (task.kind === 'folder' ? [task.path.text] : [])));
  if (folder === null || !staysMounted(folder)) return null;
  try {
    process.chdir(folder);
    return folder;
  } catch {
    return null;
  }
}

/** A working directory keeps its drive from being ejected. */
function staysMounted(folder: string): boolean {
  const deviceOf = (text: string): string | undefined => placeOf({ text, raw: false })?.device;
  const device = deviceOf(folder);
  return device !== undefined && ['/', homedir()].some((kept) => deviceOf(kept) === device);
}
