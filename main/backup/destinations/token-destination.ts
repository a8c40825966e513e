// SPDX-License-Identifier: Apache-2.0
import { placeOfToken } from '../../../shared/domain/backup/backup-place-kinds.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { BackupDestination } from './destination.ts';
import { withScratchFolder } from './scratch-folder.ts';
import type { TokenDataObjects, TokenDataStore, TokenEntry } from './token-data-store.ts';
import { isUnfinished } from './unfinished-name.ts';
import { writeToToken } from './write-to-token.ts';

export interface TokenPlace extends TokenEntry {
  readonly serial: string;
}

/**
 * Sends the PIN once. After a rejection, every call fails without sending it again. `scratch` is an existing folder for
 * encrypted data.
 */
export function tokenDestination(token: TokenPlace, store: TokenDataStore, scratch: string): BackupDestination {
  const place = placeOfToken(token);
  const { tokenId, pin, confirmedLastTry } = token;
  let opened: Promise<TokenDataObjects> | null = null;

  async function open(changes: boolean): Promise<TokenDataObjects> {
    opened ??= store.openData({ tokenId, pin, confirmedLastTry, changes });
    return await opened;
  }

  return {
    kind: 'token',
    place,
    volume: null,
    names: async () => new Set((await (await open(true)).names()).filter((name) => !isUnfinished(name))),
    store: async (work) => await writeToToken(await open(true), scratch, work),
    withFile: async (name, work) =>
      await withScratchFolder(scratch, async (folder) => {
        const data = await open(false);
        if (isUnfinished(name) || !(await data.names()).includes(name)) throw new AppError('backup-gone', { place });
        // Never use a name from the token as a path.
        const path = join(folder, 'lent');
        await writeFile(path, await data.read(name), { mode: 0o600, flag: 'wx' });
        return await work(path);
      }),
    async peek(name, bytes) {
      try {
        return (await (await open(true)).read(name)).subarray(0, bytes);
      } catch {
        return null;
      }
    },
    async remove(name) {
      try {
        const data = await open(true);
        if ((await data.names()).includes(name)) await data.remove(name);
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      const data = await opened?.catch(() => null);
      await data?.close();
    },
  };
}
