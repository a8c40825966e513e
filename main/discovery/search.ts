// SPDX-License-Identifier: Apache-2.0
import type { ScanProgress } from '../../shared/schemas/certificates/found-file.ts';
import type { StartChild } from '../children/process-port.ts';
import { type RunningScan, startScan } from './scan-client.ts';
import type { FoundPath } from './child/scan-protocol.ts';
import { addCopy, entryOf, type FoundEntry, mayHold } from './found-table.ts';

export interface SearchOptions {
  readonly startChild: StartChild;
  readonly folders: readonly string[];
  readonly skip: readonly string[];
  readonly lookFor: string | null;
  onFound(entry: FoundEntry): void;
  onProgress(): void;
}

/** Milliseconds. A longer wait means an unresponsive drive. */
const cancelWaitMs = 150;

/** Limits memory. Finds above this number are counted, but not listed. */
const maxKept = 50_000;

export class Search {
  readonly entries = new Map<string, FoundEntry>();
  readonly lookFor: string | null;
  readonly ended: Promise<void>;
  readonly #options: SearchOptions;
  #cancelledAt: NodeJS.Timeout | null = null;
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
          if (this.#cancelledAt !== null) this.#end('cancelled');
          else this.#end(counts === null ? 'failed' : 'done');
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

  /** Lets the child send its final counts, but kills it after `cancelWaitMs`. */
  cancel(): void {
    if (this.#seconds !== null || this.#cancelledAt !== null) return;
    this.#cancelledAt = setTimeout(() => this.close(), cancelWaitMs);
    this.#scan.cancel();
  }

  close(): void {
    if (this.#seconds !== null) return;
    this.#scan.kill();
    this.#end('cancelled');
  }

  #end(state: 'done' | 'cancelled' | 'failed'): void {
    if (this.#cancelledAt !== null) clearTimeout(this.#cancelledAt);
    this.#seconds = (performance.now() - this.#startedAt) / 1000;
    this.#progress = { ...this.#progress, state, rate: 0, current: null };
    this.#options.onProgress();
    this.#resolve();
  }

  async #take(file: FoundPath): Promise<void> {
    const known = file.sha256 === null ? undefined : this.entries.get(file.sha256);
    if (known) {
      addCopy(known, file);
      return;
    }
    if (file.sha256 !== null && file.report === null) return;
    if (!mayHold(file.report, this.lookFor)) return;
    this.#found += 1;
    if (this.entries.size >= maxKept) return;
    const entry = await entryOf(file);
    this.entries.set(entry.id, entry);
    this.#options.onFound(entry);
  }

  #rate(files: number): number {
    const now = performance.now();
    const rate = ((files - this.#last.files) / Math.max(now - this.#last.at, 1)) * 1000;
    if (now - this.#last.at >= 1000) this.#last = { at: now, files };
    return rate;
  }
}
