import { Worker } from 'node:worker_threads';
import { isPseudo, placeOf } from './file-systems.ts';
import type { ScanReply, ScanRequest } from './scan-protocol.ts';
import type { WorkerMessage, WorkerStart } from './scan-worker.ts';
import { changeHungry, findsTaken, modeOf, modes, newSharedState, setMode, total } from './shared-state.ts';
import type { ScanTask } from './walk-folders.ts';

const progressEveryMs = 250;
/** Of a worker's heap: it keeps one file's head and the names of waiting folders. */
const workerLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 2, stackSizeMb: 4 };

type Start = Extract<ScanRequest, { kind: 'start' }>;

/** Hands work to the worker threads, passes on what they find, and knows when all of them are done. */
export class Coordinator {
  readonly #shared: Int32Array<SharedArrayBuffer>;
  readonly #workers: Worker[] = [];
  readonly #idle = new Set<number>();
  readonly #gone = new Set<number>();
  readonly #queue: ScanTask[];
  readonly #tell: (reply: ScanReply) => void;
  #current: string | null = null;
  #ended = false;
  readonly #progress: NodeJS.Timeout;

  constructor(start: Start, entry: URL, tell: (reply: ScanReply) => void) {
    this.#tell = tell;
    this.#queue = rootsOf(start.folders);
    this.#shared = newSharedState(start.workers);
    for (let index = 0; index < start.workers; index++) {
      const workerData: WorkerStart = { shared: this.#shared, index, skip: start.skip };
      const worker = new Worker(entry, { workerData, resourceLimits: workerLimits });
      worker.on('message', (message: WorkerMessage) => this.#onMessage(index, message));
      // A thread that is out of memory has lost its part of the tree: the rest goes on, and the part is told.
      worker.on('error', () => this.#onLost(index));
      this.#workers.push(worker);
      this.#idle.add(index);
      changeHungry(this.#shared, 1);
    }
    this.#progress = setInterval(() => this.#tellProgress(), progressEveryMs);
    this.#handOut();
  }

  pause(): void {
    setMode(this.#shared, modes.paused);
  }

  resume(): void {
    setMode(this.#shared, modes.running);
  }

  cancel(): void {
    setMode(this.#shared, modes.stopped);
  }

  taken(count: number): void {
    findsTaken(this.#shared, count);
  }

  #onMessage(index: number, message: WorkerMessage): void {
    switch (message.kind) {
      case 'found':
        return this.#tell({ kind: 'found', files: [...message.files] });
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
      changeHungry(this.#shared, -1);
      this.#workers[index]?.postMessage(this.#queue.splice(0, share));
    }
    if (this.#idle.size + this.#gone.size === this.#workers.length) this.#end();
  }

  #counts(): { files: number; folders: number; unreadable: number } {
    const sum = (counter: 'files' | 'folders' | 'unreadable'): number =>
      total(this.#shared, this.#workers.length, counter);
    return { files: sum('files'), folders: sum('folders'), unreadable: sum('unreadable') + this.#gone.size };
  }

  #tellProgress(): void {
    this.#tell({ kind: 'progress', ...this.#counts(), current: this.#current });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#progress);
    this.#tell({ kind: 'done', ...this.#counts() });
  }
}

/** One that lies in another, or is named twice, is searched once. */
function rootsOf(folders: readonly string[]): ScanTask[] {
  const roots = new Map<string, ScanTask>();
  const inOther = (path: string): boolean =>
    folders.some((other) => other !== path && path.startsWith(other.endsWith('/') ? other : `${other}/`));
  for (const text of folders) {
    const path = { text, raw: false };
    if (isPseudo(path)) continue;
    if (inOther(text) && sameDevice(text, folders)) continue;
    roots.set(placeOf(path)?.id ?? text, { kind: 'folder', path, device: null });
  }
  return [...roots.values()];
}

/** A drive that is mounted in another folder asked for may be one that is not entered from there. */
function sameDevice(path: string, folders: readonly string[]): boolean {
  const device = placeOf({ text: path, raw: false })?.device;
  return folders.some(
    (other) => other !== path && path.startsWith(other) && placeOf({ text: other, raw: false })?.device === device,
  );
}
