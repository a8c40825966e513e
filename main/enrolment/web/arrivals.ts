// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ArrivedFile } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { ImportsService } from '../../imports/imports-service.ts';
import type { Vault } from '../../vault/vault.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import type { SeenFile } from './folder-look.ts';
import { type FolderWatch, type Pace, watchFolder } from './folder-watch.ts';
import { readArrived } from './read-arrived.ts';
import { recogniseFile } from './recognise-file.ts';

export interface Arrivals {
  readonly folder: string;
  readonly isThere: boolean;
  /** Newest first. */
  files(): readonly ArrivedFile[];
  pathOf(fileId: string): string | null;
  holds(path: string): boolean;
  close(): void;
}

export interface ArrivalsOptions {
  readonly folder: string;
  readonly sinceMs: number;
  readonly imports: ImportsService;
  vault(): Promise<Vault | null>;
  readonly now: () => Date;
  onArrived(file: ArrivedFile): void;
  onChange(): void;
  readonly pace?: Partial<Pace>;
}

const maxInspected = 200;
const maxKept = 20;

/** Inspects one file at a time, in a child process. */
export function followArrivals(options: ArrivalsOptions): Arrivals {
  const { folder, imports, now } = options;
  const kept = new Map<string, { readonly path: string; readonly file: ArrivedFile }>();
  const waiting = new Map<string, SeenFile>();
  let inspected = 0;
  let working = false;
  const ending = new AbortController();

  async function inspect(seen: SeenFile): Promise<void> {
    const path = join(folder, seen.name);
    const origin = { via: 'file', fileName: seen.name, path, downloadedFrom: null } as const;
    const draftId = imports.addBytes(await readArrived(path), origin);
    try {
      const { report } = await imports.inspect({ draftId, password: null });
      const recognised = recogniseFile(seen.name, report, await options.vault());
      // The file may be gone or changed by now.
      if (recognised === null || ending.signal.aborted || waiting.get(seen.name)?.version !== seen.version) return;
      const fileName = maskIdentityNumbers(seen.name);
      const about = { fileName, bytes: seen.bytes, foundAt: now().toISOString() };
      const file: ArrivedFile = { fileId: randomUUID(), ...about, ...recognised };
      kept.set(seen.name, { path, file });
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
      options.onArrived(file);
    } finally {
      imports.discard({ draftId });
    }
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let [next] = waiting.values(); next !== undefined && !ending.signal.aborted; [next] = waiting.values()) {
      if (inspected < maxInspected) {
        inspected += 1;
        // If this fails, a later change reports the file again.
        await inspect(next).catch(() => undefined);
      }
      if (waiting.get(next.name) === next) waiting.delete(next.name);
    }
    working = false;
  }

  const watched: FolderWatch = watchFolder({
    folder,
    sinceMs: options.sinceMs,
    ...(options.pace !== undefined && { pace: options.pace }),
    onWhole(seen) {
      waiting.set(seen.name, seen);
      void work();
    },
    onGone(name) {
      waiting.delete(name);
      if (kept.delete(name)) options.onChange();
    },
    onFolder: () => options.onChange(),
  });

  return {
    folder,
    get isThere() {
      return watched.isThere;
    },
    files: () => [...kept.values()].map(({ file }) => file).toReversed(),
    pathOf: (fileId) => [...kept.values()].find(({ file }) => file.fileId === fileId)?.path ?? null,
    holds: (path) => [...kept.values()].some((each) => each.path === path),
    close() {
      ending.abort();
      watched.close();
    },
  };
}
