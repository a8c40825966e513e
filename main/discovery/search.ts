import { AppError } from '../../shared/domain/app-error.ts';
import type { ScanProgress } from '../../shared/schemas/found-file.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { StartChild } from '../processes/process-port.ts';
import { type RunningScan, startScan } from '../processes/scan-client.ts';
import type { FoundPath } from '../processes/scan/scan-protocol.ts';
import { type FoundEntry, mayHold, maxPaths } from './found-table.ts';
import { inspectFound } from './inspect-found.ts';

export interface SearchOptions {
  readonly startChild: StartChild;
  readonly parse: ParseClient;
  /** Absolute. */
  readonly folders: readonly string[];
  readonly skip: readonly string[];
  readonly lookFor: string | null;
  /** A content that was not found before. */
  onFound(entry: FoundEntry): void;
  onProgress(): void;
}

/** Contents that are kept; those beyond are counted and not told. */
const maxKept = 50_000;

/** One search from its start to its end, and what it found. */
export class Search {
  readonly entries = new Map<string, FoundEntry>();
  readonly lookFor: string | null;
  /** Resolves when it is done or cancelled. */
  readonly ended: Promise<void>;
  readonly #options: SearchOptions;
  readonly #dropped = new Set<string>();
  readonly #abort = new AbortController();
  readonly #scan: RunningScan;
  readonly #startedAt = performance.now();
  #progress: Omit<ScanProgress, 'found' | 'seconds'> = {
    state: 'running',
    files: 0,
    folders: 0,
    unreadable: 0,
    rate: 0,
    current: null,
  };
  #seconds: number | null = null;
  #found = 0;
  #last = { at: performance.now(), files: 0 };
  #resolve: () => void = () => undefined;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.lookFor = options.lookFor;
    this.ended = new Promise((resolve) => (this.#resolve = resolve));
    this.#scan = startScan(
      options.startChild,
      { folders: options.folders, skip: options.skip },
      {
        found: async (files) => {
          for (const file of files) await this.#take(file);
        },
        progress: ({ files, folders, unreadable, current }) => {
          this.#progress = { ...this.#progress, files, folders, unreadable, current, rate: this.#rate(files) };
          options.onProgress();
        },
        end: (counts) => {
          if (counts !== null) {
            const { files, folders, unreadable } = counts;
            this.#progress = { ...this.#progress, files, folders, unreadable };
          }
          this.#end(counts === null ? 'cancelled' : 'done');
        },
      },
    );
  }

  get progress(): ScanProgress {
    const seconds = this.#seconds ?? (performance.now() - this.#startedAt) / 1000;
    return { ...this.#progress, found: this.#found, seconds };
  }

  pause(): void {
    if (this.#progress.state !== 'running') return;
    this.#scan.pause();
    this.#progress = { ...this.#progress, state: 'paused', rate: 0 };
    this.#options.onProgress();
  }

  resume(): void {
    if (this.#progress.state !== 'paused') return;
    this.#scan.resume();
    this.#progress = { ...this.#progress, state: 'running' };
    this.#options.onProgress();
  }

  cancel(): void {
    if (this.#seconds !== null) return;
    this.#abort.abort();
    this.#scan.cancel();
    this.#end('cancelled');
  }

  #end(state: 'done' | 'cancelled'): void {
    this.#seconds = (performance.now() - this.#startedAt) / 1000;
    this.#progress = { ...this.#progress, state, rate: 0, current: null };
    this.#options.onProgress();
    this.#resolve();
  }

  async #take(file: FoundPath): Promise<void> {
    if (this.#abort.signal.aborted) return;
    const known = file.sha256 === null ? undefined : this.entries.get(file.sha256);
    if (known) {
      known.copies += 1;
      if (known.paths.length < maxPaths) known.paths.push(file);
      return;
    }
    if (file.sha256 !== null && this.#dropped.has(file.sha256)) return;
    if (this.entries.size >= maxKept) {
      this.#found += 1;
      return;
    }
    const entry = await inspectFound(this.#options.parse, file, this.#abort.signal).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (this.#abort.signal.aborted) return;
    if (entry === null || !mayHold(entry.report, this.lookFor)) {
      if (file.sha256 !== null && this.#dropped.size < maxKept) this.#dropped.add(file.sha256);
      return;
    }
    this.entries.set(entry.id, entry);
    this.#found += 1;
    this.#options.onFound(entry);
  }

  /** Over the last second or so. */
  #rate(files: number): number {
    const now = performance.now();
    const rate = ((files - this.#last.files) / Math.max(now - this.#last.at, 1)) * 1000;
    if (now - this.#last.at >= 1000) this.#last = { at: now, files };
    return rate;
  }
}
