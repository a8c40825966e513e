import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Origin } from '../../shared/schemas/certificate.ts';
import type { Inspection } from '../formats/inspection.ts';

export type DraftOrigin = Omit<Origin, 'importedAt'>;

export interface Draft {
  readonly id: string;
  /** Empty once the file has been opened, or while it can be read again. */
  bytes: Uint8Array;
  /** Reads the file once more; null when the draft holds all there is (what was pasted, a pipe, a drive that may go). */
  readonly readAgain: (() => Promise<Uint8Array>) | null;
  readonly origin: DraftOrigin;
  inspection: Inspection | null;
  /** The inspection that opened the file, after which the file itself is forgotten. */
  readonly opened: Inspection | null;
}

export interface Drafts {
  add(bytes: Uint8Array, origin: DraftOrigin, readAgain?: Draft['readAgain']): string;
  /** Errors: `draft-expired`. */
  get(id: string): Draft;
  /** Keeps what was found; what a former try found is wiped. */
  setInspection(id: string, inspection: Inspection): void;
  discard(id: string): void;
  clear(): void;
}

const defaultLifetimeMs = 15 * 60 * 1000;
/** More than anyone drops at once; beyond that the oldest goes. */
const maxDrafts = 200;

/** Files between choosing and committing: the renderer holds ids only, buffers are zeroed at the end (STYLE 5). */
export function createDrafts(lifetimeMs = defaultLifetimeMs): Drafts {
  const drafts = new Map<string, { draft: Draft; timer: NodeJS.Timeout }>();

  function discard(id: string): void {
    const entry = drafts.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    drafts.delete(id);
    entry.draft.bytes.fill(0);
    wipeKeys(entry.draft.inspection);
  }

  function get(id: string): Draft {
    const entry = drafts.get(id);
    if (!entry) throw new AppError('draft-expired');
    return entry.draft;
  }

  return {
    add(bytes, origin, readAgain = null) {
      const [oldest] = drafts.keys();
      if (drafts.size >= maxDrafts && oldest !== undefined) discard(oldest);
      const id = randomUUID();
      const timer = setTimeout(() => discard(id), lifetimeMs);
      timer.unref();
      const draft: Draft = {
        id,
        bytes,
        readAgain,
        origin,
        inspection: null,
        get opened() {
          return this.inspection?.diagnosis.code === 'opened' ? this.inspection : null;
        },
      };
      drafts.set(id, { draft, timer });
      return id;
    },
    get,
    setInspection(id, inspection) {
      const draft = get(id);
      wipeKeys(draft.inspection);
      draft.inspection = inspection;
      // Nothing is asked of the file any more: what it held is in the inspection.
      if (draft.opened) forgetFileOf(draft);
    },
    discard,
    clear() {
      for (const id of drafts.keys()) discard(id);
    },
  };
}

/** Zeroed, and given back to the system at once where the buffer is the draft's own. */
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
