// SPDX-License-Identifier: Apache-2.0
import { mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { OutputFile, type CheckedFolder } from './output-file.ts';
import { impersonalReason, type Surroundings } from './personal-folders.ts';
import { reasonForFolder, type ProtectedFolder } from './protected-folders.ts';
import { asDestinationError, refusal } from './refusal.ts';
import { hasReservedName, isReservedName } from './reserved-names.ts';

/** `person`: a path from the command line or a system dialog. `typed-in-window`: untrusted input. */
export type DestinationPolicy = 'person' | 'typed-in-window';

export interface OutputFolder {
  readonly path: string;
  file(name: string): Promise<OutputFile>;
}

/**
 * The only code that decides where to write. Errors: `destination-refused` (`reason`),
 * `destination-unwritable`, `disk-full`, `file-exists`.
 */
export interface DestinationResolver {
  file(
    path: string,
    options: { readonly overwrite: boolean; readonly policy?: DestinationPolicy },
  ): Promise<OutputFile>;
  /** `create` makes the last folder of the path, with mode 0700. */
  folder(
    path: string,
    options?: { readonly create?: boolean; readonly policy?: DestinationPolicy },
  ): Promise<OutputFolder>;
}

export interface DestinationOptions {
  readonly protectedFolders: readonly ProtectedFolder[];
  readonly around: Surroundings;
}

export function createDestinationResolver({ protectedFolders, around }: DestinationOptions): DestinationResolver {
  async function check(path: string, name: string | null, policy: DestinationPolicy): Promise<CheckedFolder> {
    const real = await realpath(path);
    const found = await stat(real, { bigint: true });
    if (!found.isDirectory()) throw new AppError('destination-unwritable', { cause: 'ENOTDIR' });
    const reason = await reasonForFolder(real, protectedFolders);
    if (reason !== null) throw refusal(reason);
    if (policy === 'typed-in-window') {
      const impersonal = await impersonalReason(real, name ?? '', around);
      if (impersonal !== null) throw refusal(impersonal);
    }
    return { path: real, dev: found.dev, ino: found.ino };
  }

  function refuseReserved(path: string): void {
    if (around.platform === 'win32' && hasReservedName(path)) throw refusal('reserved-name');
  }

  return {
    async file(path, { overwrite, policy = 'person' }) {
      try {
        const absolute = resolve(path);
        const name = basename(absolute);
        refuseReserved(absolute);
        if (name === '') throw refusal('not-a-file');
        const folder = await check(dirname(absolute), name, policy);
        const file = new OutputFile({
          path: absolute,
          folder,
          name,
          replaces: overwrite ? 'content' : 'empty',
          protectedFolders,
        });
        await file.checkTarget();
        return file;
      } catch (error) {
        throw asDestinationError(error);
      }
    },
    async folder(path, { create = false, policy = 'person' } = {}) {
      try {
        const absolute = resolve(path);
        refuseReserved(absolute);
        if (create && !(await exists(absolute))) {
          const parent = await check(dirname(absolute), basename(absolute), policy);
          await mkdir(join(parent.path, basename(absolute)), { mode: 0o700 });
        }
        const folder = await check(absolute, null, policy);
        return {
          path: absolute,
          async file(name) {
            if (isReservedName(name)) throw refusal('reserved-name');
            const file = new OutputFile({
              path: join(absolute, name),
              folder,
              name,
              replaces: 'nothing',
              protectedFolders,
            });
            await file.checkTarget().catch((error: unknown) => {
              throw asDestinationError(error);
            });
            return file;
          },
        };
      } catch (error) {
        throw asDestinationError(error);
      }
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
