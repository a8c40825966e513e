// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { constants, open, readFile, realpath, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { libraryHeadLength, libraryKind } from '../../../shared/domain/library-header.ts';
import type { ModuleFacts } from '../../../shared/schemas/token.ts';
import type { FileContents } from './file-contents.ts';
import { whoMayWrite } from './who-may-write.ts';

export interface LookedAt {
  readonly facts: Omit<ModuleFacts, 'package' | 'name'> & { readonly fileName: string };
  readonly inode: string;
  readonly rootOnly: boolean;
}

export interface LookOptions {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly contents: FileContents;
  readonly ownUid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function moduleIdOf(realPath: string): string {
  return createHash('sha256').update(realPath, 'utf8').digest('hex');
}

/**
 * Throws `module-not-found`, `module-broken` (`reason`). The loader opens the path again, so a file that others can
 * write needs consent even if packaged, and `ModuleSource.check` compares every hash again.
 */
export async function lookAtModule(path: string, options: LookOptions): Promise<LookedAt> {
  const real = await realpath(path).catch(() => null);
  if (real === null) throw new AppError('module-not-found', { path });
  const file = await openRegular(real);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw new AppError('module-broken', { path: real, reason: 'not-a-file' });
    const head = Buffer.alloc(libraryHeadLength);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const kind = libraryKind(head.subarray(0, bytesRead), options);
    if (kind !== 'library') {
      throw new AppError('module-broken', { path: real, reason: kind });
    }
    const { sha256, standard } = await options.contents.of(file);
    const trust =
      options.platform === 'win32' ? windowsTrust(real, options.env) : await unixTrust(real, options.ownUid);
    const { rootOnly, ...who } = trust;
    const facts = {
      moduleId: moduleIdOf(real),
      path: real,
      fileName: basename(real),
      sha256,
      standard,
      sizeBytes: Number(stats.size),
      ...who,
    };
    return { facts, inode: `${stats.dev}/${stats.ino}`, rootOnly };
  } finally {
    await file.close();
  }
}

/** Without O_NONBLOCK, opening a named pipe would block. */
async function openRegular(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw gone
      ? new AppError('module-not-found', { path })
      : new AppError('module-broken', { path, reason: 'unreadable' });
  }
}

async function unixTrust(path: string, ownUid: number) {
  const { owner, writableByOthers, rootOnly } = await whoMayWrite(path, ownUid);
  return { owner: await accountName(owner), writableByOthers, rootOnly: rootOnly && !writableByOthers };
}

/** ACLs aren't read, so only Windows and Program Files count as safe. */
function windowsTrust(path: string, env: LookOptions['env']) {
  const folders = ['SystemRoot', 'ProgramFiles', 'ProgramFiles(x86)'].flatMap((name) => env[name] ?? []);
  const guarded = folders.some((folder) => path.toLowerCase().startsWith(`${folder.toLowerCase()}\\`));
  return { owner: null, writableByOthers: !guarded, rootOnly: false };
}

async function accountName(uid: number, passwd = '/etc/passwd'): Promise<string> {
  const text = await readFile(passwd, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [name, , id] = line.split(':');
    if (name !== undefined && name !== '' && id === String(uid)) return name;
  }
  return String(uid);
}
