import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';

/** Where the person chose to write: main holds the path, the renderer an id (STYLE 5). */
export interface Destinations {
  /** A path that a dialog of the system gave: it has asked about overwriting itself. */
  chosen(path: string): string;
  /**
   * A path typed into the app where the host has no save dialog; `~` is the home folder. Errors: `file-exists`,
   * `destination-unwritable`.
   */
  typed(path: string, options: { overwrite: boolean; home: string }): Promise<{ id: string; path: string }>;
  /** A folder typed into the app; made when only its last part is missing. Errors: `destination-unwritable`. */
  typedFolder(path: string, options: { home: string }): Promise<{ id: string; path: string }>;
  /** Each id serves one success. Errors: `draft-expired`. */
  take(id: string): string;
  /** After a failure the same id may be tried again. */
  restore(id: string, path: string): void;
}

const maxHeld = 50;

export function createDestinations(): Destinations {
  const held = new Map<string, string>();

  function chosen(path: string): string {
    const [oldest] = held.keys();
    if (held.size >= maxHeld && oldest !== undefined) held.delete(oldest);
    const id = randomUUID();
    held.set(id, path);
    return id;
  }

  const absolute = (text: string, home: string): string => resolve(home, text.trim().replace(/^~(?=$|[/\\])/, home));

  return {
    chosen,
    async typedFolder(text, { home }) {
      const path = absolute(text, home);
      // Not recursive: a slip of the pen must not make a tree of folders.
      await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw new AppError('destination-unwritable', { cause: error.code ?? 'unknown' });
      });
      if (!(await stat(path)).isDirectory()) throw new AppError('destination-unwritable', { cause: 'ENOTDIR' });
      return { id: chosen(path), path };
    },
    async typed(text, { overwrite, home }) {
      const path = absolute(text, home);
      const folder = await stat(dirname(path)).catch(() => null);
      if (folder?.isDirectory() !== true) throw new AppError('destination-unwritable', { cause: 'ENOENT' });
      const existing = await stat(path).catch(() => null);
      if (existing !== null && !existing.isFile()) throw new AppError('destination-unwritable', { cause: 'EISDIR' });
      if (existing !== null && !overwrite) throw new AppError('file-exists');
      return { id: chosen(path), path };
    },
    take(id) {
      const path = held.get(id);
      if (path === undefined) throw new AppError('draft-expired');
      held.delete(id);
      return path;
    },
    restore: (id, path) => void held.set(id, path),
  };
}
