// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Origin } from '../../shared/schemas/certificates/certificate.ts';
import type { Inspection } from '../formats/inspect/inspection.ts';

export type DraftOrigin = Omit<Origin, 'importedAt'>;

export interface Draft {
  readonly id: string;
  /** Empty if unread, no longer held, or already opened. */
  bytes: Uint8Array;
  /** Null for data that isn't read again, such as dropped, pasted or piped. */
  readonly readFile: (() => Promise<Uint8Array>) | null;
  readonly origin: DraftOrigin;
  inspection: Inspection | null;
  readonly opened: Inspection | null;
}

export interface Drafts {
  /** Limits data that cannot be read again. Errors: `limit-exceeded`. */
  add(bytes: Uint8Array, origin: DraftOrigin, readFile?: Draft['readFile']): string;
  /** Errors: `draft-expired`. */
  get(id: string): Draft;
  /** Keeps bytes for the next password. Above `maxHeldBytes` in total, drops those of the oldest rereadable drafts. */
  hold(id: string, bytes: Uint8Array): void;
  setInspection(id: string, inspection: Inspection): void;
  discard(id: string): void;
  clear(): void;
}

export interface DraftLimits {
  /** Lifetime of bytes and keys in milliseconds. Drafts that can be reread stay. */
  readonly lifetimeMs: number;
  readonly maxHeldBytes: number;
  readonly maxOwnBytes: number;
}

const usualLimits: DraftLimits = {
  lifetimeMs: 15 * 60 * 1000,
  maxHeldBytes: 32 * 1024 * 1024,
  maxOwnBytes: 256 * 1024 * 1024,
};

interface Entry {
  readonly draft: Draft;
  timer: NodeJS.Timeout;
}

export function createDrafts(limits: Partial<DraftLimits> = {}): Drafts {
  const { lifetimeMs, maxHeldBytes, maxOwnBytes } = { ...usualLimits, ...limits };
  const drafts = new Map<string, Entry>();

  const bytesOf = (canReadAgain: boolean): number =>
    [...drafts.values()].reduce(
      (sum, { draft }) => ((draft.readFile !== null) === canReadAgain ? sum + draft.bytes.length : sum),
      0,
    );

  function forget({ draft }: Entry): void {
    forgetFileOf(draft);
    wipeKeys(draft.inspection);
    draft.inspection = null;
  }

  function discard(id: string): void {
    const entry = drafts.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    drafts.delete(id);
    forget(entry);
  }

  function startClock(id: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const entry = drafts.get(id);
      if (entry?.draft.readFile) forget(entry);
      else discard(id);
    }, lifetimeMs);
    timer.unref();
    return timer;
  }

  function entryOf(id: string): Entry {
    const entry = drafts.get(id);
    if (!entry) throw new AppError('draft-expired');
    return entry;
  }

  return {
    add(bytes, origin, readFile = null) {
      if (readFile === null && bytesOf(false) + bytes.length > maxOwnBytes) {
        throw new AppError('limit-exceeded', { limit: 'memory' });
      }
      const id = randomUUID();
      const draft: Draft = {
        id,
        bytes,
        readFile,
        origin,
        inspection: null,
        get opened() {
          return this.inspection?.diagnosis.code === 'opened' ? this.inspection : null;
        },
      };
      drafts.set(id, { draft, timer: startClock(id) });
      return id;
    },
    get: (id) => entryOf(id).draft,
    hold(id, bytes) {
      const entry = entryOf(id);
      clearTimeout(entry.timer);
      entry.timer = startClock(id);
      entry.draft.bytes = bytes;
      let over = bytesOf(true) - maxHeldBytes;
      for (const { draft } of drafts.values()) {
        if (over <= 0) return;
        if (draft.readFile === null || draft === entry.draft) continue;
        over -= draft.bytes.length;
        forgetFileOf(draft);
      }
    },
    setInspection(id, inspection) {
      const { draft } = entryOf(id);
      wipeKeys(draft.inspection);
      draft.inspection = inspection;
      // The inspection contains everything.
      if (draft.opened) forgetFileOf(draft);
    },
    discard,
    clear() {
      for (const id of drafts.keys()) discard(id);
    },
  };
}

export function forgetFileOf(draft: Draft): void {
  const { bytes } = draft;
  bytes.fill(0);
  draft.bytes = new Uint8Array(0);
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}

export function wipeKeys(inspection: Inspection | null): void {
  for (const key of inspection?.keys ?? []) key.pkcs8.fill(0);
}
