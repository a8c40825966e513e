// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { lstat, open, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { reasonForFile, type ProtectedFolder } from './protected-folders.ts';
import { asDestinationError, refusal } from './refusal.ts';
import { renameWhenFree } from './rename-when-free.ts';

/** A folder as it was when it was checked. */
export interface CheckedFolder {
  /** Real path: no link is left in it. */
  readonly path: string;
  readonly dev: bigint;
  readonly ino: bigint;
}

export interface OutputFileParts {
  /** As the person named it, absolute; for answers. */
  readonly path: string;
  readonly folder: CheckedFolder;
  readonly name: string;
  /** What may be there already: an empty file (mktemp) was made for this; one with content takes a person's word. */
  readonly replaces: 'nothing' | 'empty' | 'content';
  readonly protectedFolders: readonly ProtectedFolder[];
}

/** A file that may be written, made by `DestinationResolver` alone. What was checked then is checked again at the rename. */
export class OutputFile {
  readonly path: string;
  readonly folder: string;
  readonly #parts: OutputFileParts;

  constructor(parts: OutputFileParts) {
    this.path = parts.path;
    this.folder = parts.folder.path;
    this.#parts = parts;
  }

  /** For the content until it has its name. Not made from that name, which may have the full 255 bytes already. */
  newTemporaryPath(): string {
    return join(this.folder, `.certsteward-${randomUUID()}.part`);
  }

  /**
   * Gives a finished file of the same folder its name, and waits until the folder is on the disk. Throws
   * `destination-refused`, `file-exists`, `destination-unwritable`, `disk-full`; then the name is as it was.
   */
  async place(temporary: string): Promise<void> {
    const { folder, name } = this.#parts;
    try {
      await this.#checkFolder();
      if (process.platform === 'win32') {
        // No folder can be opened or synced there: the rename alone must do.
        return await renameWhenFree(temporary, join(folder.path, name), async () => this.checkTarget());
      }
      await this.checkTarget();
      const handle = await open(folder.path, 'r');
      try {
        if (!isSame(await handle.stat({ bigint: true }), folder)) throw refusal('symbolic-link');
        // Through the open folder: one that is exchanged for a link from here on is not followed.
        const base = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : folder.path;
        await rename(join(base, temporary.slice(folder.path.length + 1)), join(base, name));
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw asDestinationError(error);
    }
  }

  /** Throws `destination-refused` for what is no regular file or one of our own, `file-exists` for one to keep. */
  async checkTarget(): Promise<void> {
    const { folder, name, replaces, protectedFolders } = this.#parts;
    const target = join(folder.path, name);
    const found = await lstat(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found === null) return;
    if (found.isSymbolicLink()) throw refusal('symbolic-link');
    if (!found.isFile()) throw refusal('not-a-file');
    const reason = await reasonForFile(target, protectedFolders);
    if (reason !== null) throw refusal(reason);
    if (replaces === 'content' || (replaces === 'empty' && found.size === 0)) return;
    throw new AppError('file-exists', { file: this.path });
  }

  async #checkFolder(): Promise<void> {
    const { folder } = this.#parts;
    if ((await realpath(folder.path)) !== folder.path) throw refusal('symbolic-link');
    if (!isSame(await stat(folder.path, { bigint: true }), folder)) throw refusal('symbolic-link');
  }
}

function isSame(found: { readonly dev: bigint; readonly ino: bigint }, folder: CheckedFolder): boolean {
  return found.dev === folder.dev && found.ino === folder.ino;
}
