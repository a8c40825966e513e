// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import type { InspectionReport } from '../../../shared/schemas/inspection.ts';
import { type InspectorState, newInspectorState, notedFile } from './inspector-state.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';
import type { FoundPath } from './scan-protocol.ts';

export interface InspectorStart {
  readonly state: InspectorState;
  /** SHA-256 of contents that must not be opened again. */
  readonly known: readonly string[];
}

/** From the inspecting thread: the next answers, in the order of the paths. */
export type InspectorMessage = readonly (FoundPath | null)[];

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
  /** Of those given together, so many are answered. */
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

  /** Loads what reading certificates takes, so that the first find does not wait for it. */
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
      // One after the other: whoever is told of an answer asks whether it was the last one.
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

  /** Those before the one that it is at were not answered in time: they are taken again with those after it. */
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
