// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { DestinationResolver, OutputFolder } from './destination-resolver.ts';
import { OutputFile } from './output-file.ts';

export interface HeldDestination {
  readonly id: string;
  readonly path: string;
}

/** Lets the renderer name destinations by id, not by path. Errors: those of `DestinationResolver`. */
export interface DestinationHandles {
  /** The dialog has already asked about overwriting. */
  chosen(path: string): Promise<HeldDestination>;
  chosenFolder(path: string): Promise<HeldDestination>;
  typed(path: string, options: { readonly overwrite: boolean; readonly home: string }): Promise<HeldDestination>;
  /** Like `typed`, but creates the last folder of the path if missing. */
  typedFolder(path: string, options: { readonly home: string }): Promise<HeldDestination>;
  /** Each id works once, unless restored. Errors: `draft-expired`, also for a folder's id. */
  take(id: string): OutputFile;
  takeFolder(id: string): OutputFolder;
  restore(id: string, place: OutputFile | OutputFolder): void;
}

const maxHeld = 50;

export function createDestinationHandles(destinations: DestinationResolver): DestinationHandles {
  const held = new Map<string, OutputFile | OutputFolder>();

  function hold(place: OutputFile | OutputFolder): HeldDestination {
    const [oldest] = held.keys();
    if (held.size >= maxHeld && oldest !== undefined) held.delete(oldest);
    const id = randomUUID();
    held.set(id, place);
    return { id, path: place.path };
  }

  const absolute = (text: string, home: string): string => resolve(home, text.trim().replace(/^~(?=$|[/\\])/, home));
  const policy = 'typed-in-window';

  return {
    chosen: async (path) => hold(await destinations.file(path, { overwrite: true })),
    chosenFolder: async (path) => hold(await destinations.folder(path)),
    typed: async (text, { overwrite, home }) =>
      hold(await destinations.file(absolute(text, home), { overwrite, policy })),
    typedFolder: async (text, { home }) =>
      hold(await destinations.folder(absolute(text, home), { create: true, policy })),
    take(id) {
      const place = held.get(id);
      if (!(place instanceof OutputFile)) throw new AppError('draft-expired');
      held.delete(id);
      return place;
    },
    takeFolder(id) {
      const place = held.get(id);
      if (place === undefined || place instanceof OutputFile) throw new AppError('draft-expired');
      held.delete(id);
      return place;
    },
    restore: (id, place) => void held.set(id, place),
  };
}
