// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { constants, open, realpath, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { libraryHeadLength, libraryKind } from '../../../shared/domain/library-header.ts';
import type { ModuleFacts } from '../../../shared/schemas/token.ts';
import { accountName } from './account-name.ts';
import type { FileHashes } from './file-hashes.ts';
import { whoMayWrite } from './who-may-write.ts';

/** What is told of a file but for its package and product, and what decides whether it may be loaded. */
export interface LookedAt {
  readonly facts: Omit<ModuleFacts, 'package' | 'name'> & { readonly fileName: string };
  /** Tells the same file under two names. */
  readonly inode: string;
  /** Root alone can change or replace it. */
  readonly rootOnly: boolean;
}

export interface LookOptions {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly hashes: FileHashes;
  readonly ownUid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function moduleIdOf(realPath: string): string {
  return createHash('sha256').update(realPath, 'utf8').digest('hex');
}

/**
 * Looks without loading anything. All of it comes from one open file, so that what is told belongs together. Errors:
 * `module-not-found`, `module-broken` (no regular file, no library, one for another machine).
 *
 * What remains between this look and the load: the loader opens the path itself, a moment later. Whoever can write to
 * the file or its folders could exchange it then; that is why such a file is shown as changeable by others, is never
 * `ready` by its package, and is hashed again right before the child that loads it is started.
 */
export async function lookAtModule(path: string, options: LookOptions): Promise<LookedAt> {
  const real = await realpath(path).catch(() => null);
  if (real === null) throw new AppError('module-not-found', { path });
  const file = await openRegular(real);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw new AppError('module-broken', { path: real, reason: 'not a file' });
    const head = Buffer.alloc(libraryHeadLength);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const kind = libraryKind(head.subarray(0, bytesRead), options);
    if (kind !== 'library') {
      throw new AppError('module-broken', {
        path: real,
        reason: kind === 'no-library' ? 'not a library' : 'for another machine',
      });
    }
    const sha256 = await options.hashes.of(file);
    const trust =
      options.platform === 'win32' ? windowsTrust(real, options.env) : await unixTrust(real, options.ownUid);
    const { rootOnly, ...who } = trust;
    const facts = {
      moduleId: moduleIdOf(real),
      path: real,
      fileName: basename(real),
      sha256,
      sizeBytes: Number(stats.size),
      ...who,
    };
    return { facts, inode: `${stats.dev}/${stats.ino}`, rootOnly };
  } finally {
    await file.close();
  }
}

/** NONBLOCK: opening a named pipe would wait for its writer. */
async function openRegular(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw gone
      ? new AppError('module-not-found', { path })
      : new AppError('module-broken', { path, reason: 'cannot be read' });
  }
}

async function unixTrust(path: string, ownUid: number) {
  const { owner, writableByOthers, rootOnly } = await whoMayWrite(path, ownUid);
  return { owner: await accountName(owner), writableByOthers, rootOnly: rootOnly && !writableByOthers };
}

/** Access lists are not read: only where Windows itself lets administrators alone write is a file taken to be safe. */
function windowsTrust(path: string, env: LookOptions['env']) {
  const folders = ['SystemRoot', 'ProgramFiles', 'ProgramFiles(x86)'].flatMap((name) => env[name] ?? []);
  const guarded = folders.some((folder) => path.toLowerCase().startsWith(`${folder.toLowerCase()}\\`));
  return { owner: null, writableByOthers: !guarded, rootOnly: false };
}
