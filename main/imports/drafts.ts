import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Origin } from '../../shared/schemas/certificate.ts';
import type { Inspection } from '../formats/inspection.ts';

export type DraftOrigin = Omit<Origin, 'importedAt'>;

export interface Draft {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly origin: DraftOrigin;
  inspection: Inspection | null;
}

export interface Drafts {
  add(bytes: Uint8Array, origin: DraftOrigin): string;
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
    add(bytes, origin) {
      const [oldest] = drafts.keys();
      if (drafts.size >= maxDrafts && oldest !== undefined) discard(oldest);
      const id = randomUUID();
      const timer = setTimeout(() => discard(id), lifetimeMs);
      timer.unref();
      drafts.set(id, { draft: { id, bytes, origin, inspection: null }, timer });
      return id;
    },
    get,
    setInspection(id, inspection) {
      const draft = get(id);
      wipeKeys(draft.inspection);
      draft.inspection = inspection;
    },
    discard,
    clear() {
      for (const id of drafts.keys()) discard(id);
    },
  };
}

export function wipeKeys(inspection: Inspection | null): void {
  for (const key of inspection?.keys ?? []) key.pkcs8.fill(0);
}
