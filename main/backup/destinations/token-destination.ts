// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { BackupDestination } from './destination.ts';
import { withScratchFolder } from './scratch-folder.ts';
import type { TokenDataObjects, TokenDataStore, TokenEntry } from './token-data-store.ts';
import { isUnfinished } from './unfinished-name.ts';
import { writeToToken } from './write-to-token.ts';

/** A token as a place of backups: `serial` names it in the history. */
export interface TokenPlace extends TokenEntry {
  readonly serial: string;
}

/** As the history names it. */
export function placeOfToken({ serial, tokenId }: Pick<TokenPlace, 'serial' | 'tokenId'>): string {
  return `token:${serial || tokenId.slice(0, 16)}`;
}

/**
 * Data objects of a token (B06). The PIN goes to it once, at the first step that needs it; where it was refused every
 * further step fails as that one did, with nothing sent. `scratch`: an existing folder for ciphertext on its way.
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
        // A token's word is no path.
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
