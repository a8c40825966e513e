import { Worker } from 'node:worker_threads';
import type { InspectionReport } from '../../../shared/schemas/inspection.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';

/** From the inspecting thread. */
export type InspectorMessage =
  | { readonly kind: 'begun'; readonly sha256: string }
  | { readonly kind: 'inspected'; readonly file: FoundPath | null };

const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };
const together = 50;

export interface InspectorOptions {
  readonly entry: URL;
  /** One answer for each path; null for what is nothing of this field. */
  inspected(file: FoundPath | null): void;
  /** Milliseconds for one file. */
  readonly timeoutMs: number;
}

/** One thread that opens what was found. A file that hangs it or fills its memory is told so, and the next goes on. */
export class InspectorThread {
  readonly #options: InspectorOptions;
  readonly #waiting: ScanPath[] = [];
  /** Given to the thread and not yet answered, in order. */
  #given: ScanPath[] = [];
  #begun: string | null = null;
  readonly #lost: string[] = [];
  #thread: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  get idle(): boolean {
    return this.#given.length + this.#waiting.length === 0;
  }

  add(paths: readonly ScanPath[]): void {
    this.#waiting.push(...paths);
    this.#giveMore();
  }

  stop(): void {
    this.#waiting.length = 0;
    this.#given = [];
    this.#dropThread();
  }

  #giveMore(): void {
    if (this.#given.length > 0 || this.#waiting.length === 0) return;
    this.#thread ??= this.#start();
    this.#given = this.#waiting.splice(0, together);
    this.#thread.postMessage(this.#given);
    this.#watch();
  }

  #start(): Worker {
    const thread = new Worker(this.#options.entry, { workerData: this.#lost, resourceLimits: limits });
    thread.on('message', (message: InspectorMessage) => {
      if (thread !== this.#thread) return;
      if (message.kind === 'begun') this.#begun = message.sha256;
      else this.#answer(message.file);
    });
    thread.on('error', () => {
      if (thread === this.#thread) this.#giveUp('memory');
    });
    return thread;
  }

  #watch(): void {
    if (this.#timer === null) this.#timer = setTimeout(() => this.#giveUp('time'), this.#options.timeoutMs);
    else this.#timer.refresh();
  }

  #answer(file: FoundPath | null): void {
    this.#given.shift();
    this.#begun = null;
    this.#watch();
    this.#options.inspected(file);
    this.#giveMore();
    if (this.#given.length === 0 && this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  /** The first of those given is the one: they are taken in turn. */
  #giveUp(limit: 'memory' | 'time'): void {
    const [path, ...others] = this.#given;
    const sha256 = this.#begun;
    this.#begun = null;
    this.#dropThread();
    this.#given = [];
    this.#waiting.unshift(...others);
    if (sha256 !== null) this.#lost.push(sha256);
    this.#options.inspected(path === undefined || sha256 === null ? null : exhausting(path, sha256, limit));
    this.#giveMore();
  }

  #dropThread(): void {
    const thread = this.#thread;
    this.#thread = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    void thread?.terminate();
  }
}

function exhausting(path: ScanPath, sha256: string, limit: string): FoundPath {
  const report: InspectionReport = {
    file: shown(path),
    kind: 'unknown',
    certificates: [],
    keys: [],
    diagnosis: { code: 'limit-exceeded', limit },
  };
  const place = openable(path);
  // Its size and time are not known here; nobody waits for a file that took a minute already.
  return {
    path: shown(path),
    octets: typeof place === 'string' ? null : place,
    bytes: 0,
    modifiedMs: 0,
    sha256,
    report,
  };
}
