// SPDX-License-Identifier: Apache-2.0
import { type FSWatcher, watch } from 'node:fs';
import { isNew, lookInto, type SeenFile } from './folder-look.ts';

/** One folder while a file is waited for; nothing below it. */
export interface FolderWatch {
  /** False while the folder is not there: it is looked for again and again (a drive may come back). */
  readonly isThere: boolean;
  close(): void;
}

export interface FolderWatchOptions {
  readonly folder: string;
  /** What arrived before is old, in milliseconds of the clock of the files. */
  readonly sinceMs: number;
  /** A file that is whole, once for each version of its content. */
  onWhole(file: SeenFile): void;
  /** A file that was told of is not there any more, or is another one now. */
  onGone(name: string): void;
  onFolder(isThere: boolean): void;
  /** Tests use small numbers. */
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** A file that did not change for so long is whole (ms). */
  readonly settleMs: number;
  /** Between two looks, however many events there are (ms). */
  readonly everyMs: number;
  /** Events get lost, and network drives have none: the folder is looked at anyway (ms). */
  readonly anywayMs: number;
}

const usual: Pace = { settleMs: 1000, everyMs: 500, anywayMs: 4000 };

interface Following {
  readonly version: string;
  readonly sinceMs: number;
  told: boolean;
}

/**
 * New files of a folder, told once they are whole. Events only say that a look is worth it: however many come, one look
 * follows, and what is held is one short row for each new file.
 */
export function watchFolder(options: FolderWatchOptions): FolderWatch {
  const { folder, sinceMs } = options;
  const pace = { ...usual, ...options.pace };
  /** What lay there at first and is older than the wait, by name. */
  let old: Map<string, string> | null = null;
  const following = new Map<string, Following>();
  let watcher: FSWatcher | null = null;
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  let again = false;
  let isThere = true;
  let closed = false;

  function later(ms: number): void {
    if (closed) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
    timer.unref();
  }

  function listen(): void {
    if (watcher !== null || closed) return;
    try {
      watcher = watch(folder, { persistent: false }, () => {
        if (looking) again = true;
        else if (!again) {
          again = true;
          later(pace.everyMs);
        }
      });
      watcher.on('error', () => deafen());
    } catch {
      // Without events (too many watches, a file system that has none) it is looked at by the clock.
    }
  }

  function deafen(): void {
    watcher?.close();
    watcher = null;
  }

  function becomes(there: boolean): void {
    if (there) listen();
    else deafen();
    if (there === isThere) return;
    isThere = there;
    options.onFolder(there);
  }

  async function look(): Promise<void> {
    looking = true;
    again = false;
    const seen = await lookInto(folder).catch(() => null);
    looking = false;
    if (closed) return;
    becomes(seen !== null);
    const waits = seen === null ? false : take(seen);
    later(again || waits ? Math.max(pace.everyMs, waits ? pace.settleMs : 0) : pace.anywayMs);
  }

  /** True while a file may still grow. */
  function take(seen: readonly SeenFile[]): boolean {
    const at = performance.now();
    const first = old === null;
    old ??= new Map();
    const names = new Set<string>();
    let waits = false;
    for (const file of seen) {
      if (first && !isNew(file, sinceMs)) old.set(file.name, file.version);
      if (old.get(file.name) === file.version) continue;
      names.add(file.name);
      const known = following.get(file.name);
      if (known === undefined || known.version !== file.version) {
        if (known?.told === true) options.onGone(file.name);
        following.set(file.name, { version: file.version, sinceMs: at, told: false });
        waits = true;
      } else if (!known.told && at - known.sinceMs >= pace.settleMs) {
        known.told = true;
        options.onWhole(file);
      } else if (!known.told) waits = true;
    }
    for (const [name, { told }] of following) {
      if (names.has(name)) continue;
      following.delete(name);
      if (told) options.onGone(name);
    }
    return waits;
  }

  listen();
  void look();
  return {
    get isThere() {
      return isThere;
    },
    close() {
      closed = true;
      deafen();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
