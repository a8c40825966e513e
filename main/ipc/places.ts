// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ExportFormat } from '../../shared/schemas/certificates/export-options.ts';
import type { DestinationHandles, HeldDestination } from '../destinations/destination-handles.ts';
import type { OutputFolder } from '../destinations/destination-resolver.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { shortestLookMs } from '../grants/grants.ts';
import { replaceQuestion } from '../grants/question.ts';
import type { Host, SaveAnswer } from '../hosts/host.ts';

export type PlaceUse =
  | 'export'
  | 'backup'
  | 'vault'
  | 'recovery-sheet'
  | 'sheet'
  | 'list-csv'
  | 'list-json'
  | 'request'
  | 'calendar'
  | 'contact-sheet'
  | 'problems'
  | 'activity'
  | 'profile-template'
  | `certificate ${ExportFormat} ${string}`;

export type PlaceAnswer =
  | { readonly outcome: 'chosen'; readonly destinationId: string; readonly displayPath: string }
  | { readonly outcome: 'cancelled' };

/** Choosing a place in a dialog grants one successful call. Errors of `ask…`: those of `DestinationResolver`. */
export interface Places {
  askFile(options: { readonly title: string; readonly suggestedPath: string }, use: PlaceUse): Promise<PlaceAnswer>;
  askFolder(options: { readonly title: string; readonly suggestedPath: string }, use: PlaceUse): Promise<PlaceAnswer>;
  /** Errors: `draft-expired` (unknown, used, expired), `not-granted` (other purpose). */
  take(id: string, use: PlaceUse): OutputFile;
  takeFolder(id: string, use: PlaceUse): OutputFolder;
  restore(id: string, place: OutputFile | OutputFolder): void;
  pathOf(id: string, use: PlaceUse): string;
}

/** A failed write keeps the place for a retry. */
export async function writeTo<T>(
  places: Pick<Places, 'take' | 'restore'>,
  id: string,
  use: PlaceUse,
  write: (output: OutputFile) => Promise<T>,
): Promise<T> {
  const output = places.take(id, use);
  try {
    return await write(output);
  } catch (error) {
    places.restore(id, output);
    throw error;
  }
}

const documents = new Set(['.pdf', '.doc', '.docx', '.odt', '.rtf', '.xls', '.xlsx', '.ods', '.csv', '.txt']);

/** Text saved as `sheet.pdf` wouldn't open, so append the right extension. */
function withOwnExtension(path: string, extension: string): string {
  const typed = extname(path).toLowerCase();
  return extension !== '' && typed !== extension && documents.has(typed) ? `${path}${extension}` : path;
}

const placeMs = 15 * 60 * 1000;

export function createPlaces(
  host: Pick<Host, 'saveFile' | 'openFolder' | 'confirm'>,
  destinations: DestinationHandles,
  language: () => string,
  clock: () => number,
): Places {
  const chosen = new Map<string, { readonly use: PlaceUse; readonly path: string; readonly until: number }>();

  function check(id: string, use: PlaceUse): string {
    const place = chosen.get(id);
    if (place === undefined || place.until <= clock()) throw new AppError('draft-expired');
    if (place.use !== use) throw new AppError('not-granted', { why: 'changed' });
    return place.path;
  }

  function answer({ id, path }: HeldDestination, use: PlaceUse): PlaceAnswer {
    for (const [old, { until }] of chosen) if (until <= clock()) chosen.delete(old);
    chosen.set(id, { use, path, until: clock() + placeMs });
    return { outcome: 'chosen', destinationId: id, displayPath: path };
  }

  /** An answer too fast to be deliberate counts as cancelled. */
  async function looked(ask: () => Promise<SaveAnswer>): Promise<SaveAnswer> {
    const asked = clock();
    const given = await ask();
    return clock() - asked < shortestLookMs ? { outcome: 'cancelled' } : given;
  }

  async function typedFile(text: string) {
    const home = homedir();
    try {
      return await destinations.typed(text, { overwrite: false, home });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-exists') throw error;
      const allowed = await host.confirm(replaceQuestion(text, language()));
      return allowed ? await destinations.typed(text, { overwrite: true, home }) : null;
    }
  }

  return {
    async askFile(options, use) {
      const given = await looked(async () => host.saveFile(options));
      if (given.outcome === 'cancelled') return given;
      const path = withOwnExtension(given.path, extname(options.suggestedPath));
      if (!given.typed) {
        const isAsked = path === given.path || !existsSync(path);
        const allowed = isAsked || (await host.confirm(replaceQuestion(path, language())));
        return allowed ? answer(await destinations.chosen(path), use) : { outcome: 'cancelled' };
      }
      const typed = await typedFile(path);
      return typed === null ? { outcome: 'cancelled' } : answer(typed, use);
    },
    async askFolder(options, use) {
      const given = await looked(async () => host.openFolder(options));
      if (given.outcome === 'cancelled') return given;
      if (!given.typed) return answer(await destinations.chosenFolder(given.path), use);
      return answer(await destinations.typedFolder(given.path, { home: homedir() }), use);
    },
    take(id, use) {
      check(id, use);
      return destinations.take(id);
    },
    takeFolder(id, use) {
      check(id, use);
      return destinations.takeFolder(id);
    },
    restore: (id, place) => destinations.restore(id, place),
    pathOf: check,
  };
}
