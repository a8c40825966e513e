// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { vaultWriteErrors } from '../../shared/domain/errors/vault-errors.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { FoundFile, FoundState, ScanProgress } from '../../shared/schemas/certificates/found-file.ts';
import type { ImportOutcome, ImportsService } from '../imports/imports-service.ts';
import type { StartChild } from '../children/process-port.ts';
import { askWindowsPlaces } from './scan-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { compareRows, fileNameOf, type FoundEntry, rowOf } from './found-table.ts';
import { draftOf, importFound, type ImportFoundOptions, openFound } from './import-found.ts';
import { Search } from './search.ts';
import { suggestedFolders, type SuggestedFolder } from './suggested-folders.ts';

export interface DiscoveryService {
  suggestedFolders(): Promise<readonly SuggestedFolder[]>;
  /** `text` is an absolute path, or starts with `~` for `home`. Errors: `file-unreadable`. */
  checkFolder(text: string, home: string): Promise<string>;
  start(folders: readonly string[], options: { readonly lookFor: string | null }): void;
  pause(): void;
  resume(): void;
  cancel(): void;
  progress(): ScanProgress;
  /** Also resolves when cancelled. Errors: `internal` if the child was lost. */
  ended(): Promise<void>;
  results(query: CallInput<'discovery.results'>): Promise<CallOutput<'discovery.results'>>;
  import(
    selection: { readonly ids: readonly string[] },
    run: { readonly signal: AbortSignal; progress(fraction: number | null, step: string): void },
  ): Promise<CallOutput<'discovery.import'>>;
  /** Errors: `draft-expired`, those of `importFound`. */
  importOne(id: string, options: ImportFoundOptions): Promise<ImportOutcome>;
  /** Errors: `draft-expired`, those of `openFound`. */
  open(id: string, options: ImportFoundOptions): Promise<void>;
  openDraft(found: { readonly id: string }): Promise<{ readonly draftId: string }>;
  /** Calls `listener` at most four times a second. */
  onChange(listener: () => void): void;
  onFound(listener: (id: string) => void): void;
  /** Errors: `draft-expired`. */
  row(id: string): Promise<FoundFile>;
  /** Returns unmasked paths. Errors: `draft-expired`. */
  pathsOf(id: string): readonly string[];
  close(): void;
}

export interface DiscoveryOptions {
  readonly vault: VaultAccess;
  readonly imports: ImportsService;
  readonly startChild: StartChild;
  readonly now: () => Date;
}

const changeEveryMs = 250;
const idle: ScanProgress = {
  state: 'idle',
  files: 0,
  folders: 0,
  found: 0,
  unreadable: 0,
  rate: 0,
  current: null,
  seconds: 0,
};

export function createDiscoveryService({ vault, imports, startChild, now }: DiscoveryOptions): DiscoveryService {
  const listeners: (() => void)[] = [];
  const foundListeners: ((id: string) => void)[] = [];
  let search: Search | null = null;
  const changed = atMostEvery(changeEveryMs, () => {
    for (const listener of listeners) listener();
  });

  function entryOf(id: string): FoundEntry {
    const entry = search?.entries.get(id);
    if (entry === undefined) throw new AppError('draft-expired');
    return entry;
  }

  return {
    suggestedFolders: async () =>
      await suggestedFolders({
        home: homedir(),
        platform: process.platform,
        windowsPlaces: async () => await askWindowsPlaces(startChild),
      }),
    checkFolder,
    start(folders, { lookFor }) {
      search?.close();
      search = new Search({
        startChild,
        folders,
        skip: [vault.folder],
        lookFor,
        onFound: ({ id }) => {
          for (const listener of foundListeners) listener(id);
          changed();
        },
        onProgress: changed,
      });
      changed();
    },
    pause: () => search?.pause(),
    resume: () => search?.resume(),
    cancel: () => search?.cancel(),
    progress: () => search?.progress ?? idle,
    async ended() {
      await search?.ended;
      if (search?.progress.state === 'failed') throw new AppError('internal');
    },
    async results({ states, withKeysOnly, offset, limit }) {
      const open = await vault.current();
      const at = now();
      const counts: Record<FoundState, number> = { new: 0, known: 0, 'needs-password': 0, 'not-read': 0 };
      const rows: FoundFile[] = [];
      for (const entry of search?.entries.values() ?? []) {
        const row = rowOf(entry, open, at);
        counts[row.state] += 1;
        if (states.length > 0 && !states.includes(row.state)) continue;
        if (!withKeysOnly || row.holdsKeys) rows.push(row);
      }
      rows.sort(compareRows);
      return {
        progress: forTheEye(search?.progress ?? idle),
        rows: rows.slice(offset, offset + limit),
        matching: rows.length,
        counts,
        lookFor: search?.lookFor ?? null,
      };
    },
    async import({ ids }, { signal, progress }) {
      const done: CallOutput<'discovery.import'> = { added: 0, known: 0, keysAdded: 0, notImported: [] };
      const batch = randomUUID();
      for (const [index, id] of ids.entries()) {
        if (signal.aborted) throw new AppError('cancelled');
        const entry = search?.entries.get(id);
        const fileName = entry === undefined ? '' : fileNameOf(entry);
        progress(index / ids.length, fileName);
        try {
          const outcome = await importFound(imports, entryOf(id), { signal, batch });
          done.added += outcome.added.length;
          done.known += outcome.known.length;
          done.keysAdded += outcome.keysAdded;
        } catch (error) {
          if (!(error instanceof AppError) || stopsEverything.has(error.code)) throw error;
          done.notImported.push({ id, fileName, code: error.code });
        }
      }
      changed();
      return done;
    },
    importOne: async (id, options) => importFound(imports, entryOf(id), options),
    open: async (id, options) => openFound(imports, entryOf(id), options),
    openDraft: async ({ id }) => ({ draftId: await draftOf(imports, entryOf(id)) }),
    onChange: (listener) => void listeners.push(listener),
    onFound: (listener) => void foundListeners.push(listener),
    row: async (id) => rowOf(entryOf(id), await vault.current(), now()),
    pathsOf: (id) => entryOf(id).paths.map(({ path }) => path),
    close: () => search?.close(),
  };
}

function forTheEye(progress: ScanProgress): ScanProgress {
  return { ...progress, current: progress.current === null ? null : maskIdentityNumbers(progress.current) };
}

const stopsEverything: ReadonlySet<ErrorCode> = new Set([
  ...vaultWriteErrors,
  'secret-required',
  'seal-broken',
  'cancelled',
]);

async function checkFolder(text: string, home: string): Promise<string> {
  const typed = text.trim();
  const path = /^~(?:$|[/\\])/.test(typed) ? join(home, typed.slice(1)) : typed;
  if (!isAbsolute(path)) throw new AppError('file-unreadable', { file: text, cause: 'ENOENT' });
  const cause = await stat(path).then(
    (found) => (found.isDirectory() ? null : 'ENOTDIR'),
    (error: NodeJS.ErrnoException) => error.code ?? 'unknown',
  );
  if (cause !== null) throw new AppError('file-unreadable', { file: path, cause });
  return resolve(path);
}

function atMostEvery(ms: number, act: () => void): () => void {
  let lastAt = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (timer !== null) return;
    const wait = Math.max(0, lastAt + ms - performance.now());
    timer = setTimeout(() => {
      timer = null;
      lastAt = performance.now();
      act();
    }, wait);
    timer.unref();
  };
}
