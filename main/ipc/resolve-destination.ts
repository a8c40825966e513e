// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { placeOfToken } from '../../shared/domain/backup/backup-place-kinds.ts';
import { readWebdavAddress } from '../../shared/domain/backup/webdav-address.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import type { BackupPlace } from '../backup/backup-place.ts';
import type { Services } from '../services.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';

type ServerAccess = Omit<Extract<CallInput<'backups.create'>['place'], { kind: 'webdav' }>, 'kind' | 'url' | 'user'>;
type TokenAccess = Omit<Extract<CallInput<'backups.create'>['place'], { kind: 'token' }>, 'kind'>;
export type BackupAccess = CallInput<'backups.verify'>['access'];

export interface ResolvedDestination {
  readonly place: BackupPlace;
  readonly done: () => Promise<void>;
}

/**
 * On Windows, opening `\\server\share` sends the user's NTLM response to that server. `\\?\` and `\\.\` name devices
 * or shares.
 */
export function shareOf(folder: string): 'share' | 'device' | null {
  if (!/^[\\/]{2}/.test(folder)) return null;
  return /^[\\/]{2}[^\\/?.][^\\/]*[\\/]+[^\\/]/.test(folder) ? 'share' : 'device';
}

const nothing = async (): Promise<void> => await Promise.resolve();

export function createResolveDestination(
  { tokens, serverPasswords }: Pick<Services, 'tokens' | 'serverPasswords'>,
  platform: NodeJS.Platform = process.platform,
) {
  async function server(url: string, user: string | null, access: ServerAccess): Promise<ResolvedDestination> {
    const address = readWebdavAddress(url, user);
    const password = address.user === null ? null : (access.password ?? (await serverPasswords.read(address.place)));
    if (address.user !== null && password === null) throw new AppError('server-password-missing');
    return {
      place: { kind: 'webdav', url: address.url, user: address.user, password },
      async done() {
        if (password !== null && access.remember) await serverPasswords.remember(address.place, password);
      },
    };
  }

  async function token(
    { tokenId, pin, confirmedLastTry }: TokenAccess,
    signal: AbortSignal,
  ): Promise<ResolvedDestination> {
    const { tokens: connected } = await tokens.list({ refresh: false }, { signal, progress: () => undefined });
    const found = connected.find(({ id }) => id === tokenId);
    if (!found) throw new AppError('token-not-found');
    return { place: { kind: 'token', tokenId, serial: found.serial, pin, confirmedLastTry }, done: nothing };
  }

  return {
    server,
    token,
    /**
     * Errors: `secret-missing` (access not given), `file-unreadable` (share, device), those of `server` and `token`. On
     * Windows, shares that this vault wrote to are allowed, because `backupReaches` asks the user first.
     */
    async known(row: BackupRow, access: BackupAccess, signal: AbortSignal): Promise<ResolvedDestination> {
      if (row.kind === 'folder') {
        const isOwnShare = platform === 'win32' && row.madeHere && shareOf(row.place) === 'share';
        if (shareOf(row.place) !== null && !isOwnShare) throw new AppError('file-unreadable', { file: row.place });
        return { place: { kind: 'folder', folder: row.place, volume: row.volume }, done: nothing };
      }
      if (row.kind === 'webdav') {
        return await server(row.place, null, access?.kind === 'webdav' ? access : { password: null, remember: false });
      }
      if (access?.kind !== 'token') throw new AppError('secret-missing');
      const reached = await token(access, signal);
      // Don't send the PIN to another token.
      const { place } = reached;
      const name = place.kind === 'token' ? placeOfToken(place) : null;
      if (name !== row.place) throw new AppError('token-not-found');
      return reached;
    },
  };
}
export type ResolveDestination = ReturnType<typeof createResolveDestination>;
