// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { TakenDraft } from '../../shared/schemas/certificates/import-results.ts';
import type { ImportOutcome, ImportsService } from './imports-service.ts';

export interface TakeControl {
  readonly signal: AbortSignal;
  progress(fraction: number, step: string): void;
}

export interface TakenDrafts {
  readonly items: readonly TakenDraft[];
  readonly outcomes: ReadonlyMap<string, { readonly path: string | null; readonly outcome: ImportOutcome }>;
}

/** Uses a transaction per file. Files that fail stay drafts and are reported. */
export async function takeDrafts(
  imports: ImportsService,
  draftIds: readonly string[],
  password: string | null,
  { signal, progress }: TakeControl,
  batch?: string,
): Promise<TakenDrafts> {
  const items: TakenDraft[] = [];
  const outcomes = new Map<string, { path: string | null; outcome: ImportOutcome }>();
  for (const [index, draftId] of draftIds.entries()) {
    progress(index / draftIds.length, 'reading');
    try {
      const { report } = await imports.inspect({ draftId, password }, { signal });
      const { kind, diagnosis, certificates, keys } = report;
      if (diagnosis.code !== 'opened' || kind === 'vault' || certificates.length + keys.length === 0) {
        items.push({ draftId, state: 'left', kind, diagnosis });
        continue;
      }
      const path = imports.pathOf(draftId);
      const outcome = await imports.commit(draftId, { batch });
      outcomes.set(draftId, { path, outcome });
      const usable = keys.filter((key) => key.usable !== false).length;
      items.push({
        draftId,
        state: 'taken',
        added: outcome.added.length,
        known: outcome.known.length,
        keysAdded: outcome.keysAdded,
        keysLeftOut: keys.length - usable + (report.unopenedKeys?.length ?? 0),
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'cancelled') break;
      items.push({ draftId, state: 'failed', code: error.code });
    }
    if (signal.aborted) break;
  }
  return { items, outcomes };
}
