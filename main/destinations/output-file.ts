// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { lstat, open, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { reasonForFile, type ProtectedFolder } from './protected-folders.ts';
import { asDestinationError, refusal } from './refusal.ts';
import { renameWhenFree } from './rename-when-free.ts';

export interface CheckedFolder {
  readonly path: string;
  readonly dev: bigint;
  readonly ino: bigint;
}

export interface OutputFileParts {
  readonly path: string;
  readonly folder: CheckedFolder;
  readonly name: string;
  /** `content` needs the user's consent. */
  readonly replaces: 'nothing' | 'empty' | 'content';
  readonly protectedFolders: readonly ProtectedFolder[];
}

/** Only `DestinationResolver` creates instances. */
export class OutputFile {
  readonly path: string;
  readonly folder: string;
  readonly #parts: OutputFileParts;

  constructor(parts: OutputFileParts) {
    this.path = parts.path;
    this.folder = parts.folder.path;
    this.#parts = parts;
  }

  /** Omits the target's name, which may already have 255 bytes. */
  newTemporaryPath(): string {
    return join(this.folder, `.certsteward-${randomUUID()}.part`);
  }

  /** Renames and syncs. Errors: `destination-refused`, `file-exists`, `destination-unwritable`, `disk-full`. */
  async place(temporary: string): Promise<void> {
    const { folder, name } = this.#parts;
    try {
      await this.#checkFolder();
      if (process.platform === 'win32') {
        // Windows cannot sync folders.
        return await renameWhenFree(temporary, join(folder.path, name), async () => this.checkTarget());
      }
      await this.checkTarget();
      const handle = await open(folder.path, 'r');
      try {
        if (!isSame(await handle.stat({ bigint: true }), folder)) throw refusal('symbolic-link');
        // Use the open handle, since the folder may be replaced by a link.
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

  /**
   * Errors: `destination-refused` (not a regular file, or a hard link to a CertSteward file), `file-exists`, system
   * errors.
   */
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
