// SPDX-License-Identifier: Apache-2.0
import { type FSWatcher, watch } from 'node:fs';
import { isNew, lookInto, type SeenFile } from './folder-look.ts';

export interface FolderWatch {
  /** False while the folder is missing. Polling continues. */
  readonly isThere: boolean;
  close(): void;
}

export interface FolderWatchOptions {
  readonly folder: string;
  readonly sinceMs: number;
  /** Called once per version of a file. */
  onWhole(file: SeenFile): void;
  onGone(name: string): void;
  onFolder(isThere: boolean): void;
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** A file counts as complete after this many milliseconds without a change. */
  readonly settleMs: number;
  readonly everyMs: number;
  /** Polling interval in milliseconds. Events get lost, and network drives send none. */
  readonly anywayMs: number;
}

const usual: Pace = { settleMs: 1000, everyMs: 500, anywayMs: 4000 };

interface Following {
  readonly version: string;
  readonly sinceMs: number;
  reported: boolean;
}

export function watchFolder(options: FolderWatchOptions): FolderWatch {
  const { folder, sinceMs } = options;
  const pace = { ...usual, ...options.pace };
  /** Versions of files older than `sinceMs`, by name. */
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
      // Watching failed, so rely on polling.
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

  /** Returns true while a file may still be growing. */
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
        if (known?.reported === true) options.onGone(file.name);
        following.set(file.name, { version: file.version, sinceMs: at, reported: false });
        waits = true;
      } else if (!known.reported && at - known.sinceMs >= pace.settleMs) {
        known.reported = true;
        options.onWhole(file);
      } else if (!known.reported) waits = true;
    }
    for (const [name, { reported }] of following) {
      if (names.has(name)) continue;
      following.delete(name);
      if (reported) options.onGone(name);
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
