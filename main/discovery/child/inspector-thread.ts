// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { type InspectorState, newInspectorState, notedFile } from './inspector-state.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';

export interface InspectorStart {
  readonly state: InspectorState;
  readonly known: readonly string[];
}

export type InspectorMessage = readonly (FoundPath | null)[];

const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };
const together = 50;

export interface InspectorOptions {
  readonly entry: URL;
  inspected(file: FoundPath | null): void;
  readonly timeoutMs: number;
}

/** Skips a file that hangs the thread or exhausts its memory. Reports the file if its content was read. */
export class InspectorThread {
  readonly #options: InspectorOptions;
  readonly #waiting: ScanPath[] = [];
  #given: ScanPath[] = [];
  #answered = 0;
  #state = newInspectorState();
  readonly #lost: string[] = [];
  #thread: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  get idle(): boolean {
    return this.#given.length + this.#waiting.length === 0;
  }

  /** Starts the thread early, so that the first find doesn't wait. */
  prepare(): void {
    this.#thread ??= this.#start();
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
    this.#answered = 0;
    this.#thread.postMessage(this.#given);
    this.#watch();
  }

  #start(): Worker {
    this.#state = newInspectorState();
    const workerData: InspectorStart = { state: this.#state, known: this.#lost };
    const thread = new Worker(this.#options.entry, { workerData, resourceLimits: limits });
    thread.on('message', (files: InspectorMessage) => {
      if (thread === this.#thread) this.#answer(files);
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

  #answer(files: InspectorMessage): void {
    this.#watch();
    for (const file of files) {
      this.#given.shift();
      this.#answered += 1;
      this.#options.inspected(file);
    }
    this.#giveMore();
    if (this.#given.length === 0 && this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  #giveUp(limit: 'memory' | 'time'): void {
    const { place, sha256 } = notedFile(this.#state);
    const others = this.#given;
    const [path] = others.splice(Math.max(0, place - this.#answered), 1);
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
  return {
    path: shown(path),
    octets: typeof place === 'string' ? null : place,
    bytes: 0,
    modifiedMs: 0,
    sha256,
    report,
  };
}
