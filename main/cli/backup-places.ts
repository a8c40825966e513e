import { resolve } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { readWebdavAddress, readWebdavFile, type WebdavAddress } from '../../shared/domain/webdav-address.ts';
import { backupTexts } from '../../shared/i18n/command-line-backup.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { visibleText } from '../../shared/sinks/visible-text.ts';
import type { BackupOrigin, BackupPlace } from '../backup/backup-place.ts';
import type { CommandRun } from './command.ts';

/** What a command with a place that may be a server takes besides. */
export const placeOptions = {
  values: ['webdav-user'],
  flags: ['remember'],
  secrets: ['webdav-password'],
} as const;

/** What is left to do when the work at a place went well: whether the password is kept now; null where nobody asked. */
type Remember = () => Promise<boolean | null>;

const webdavPrefix = 'webdav:';

/** `--to`. Errors: `not-available` (a token), those of `readWebdavAddress`, `server-password-missing`. */
export async function placeFor(run: CommandRun, typed: string): Promise<{ place: BackupPlace; remember: Remember }> {
  if (typed.startsWith('token:')) throw new AppError('not-available', { what: 'token' });
  if (typed.startsWith(webdavPrefix)) {
    return await serverPlace(run, readWebdavAddress(typed.slice(webdavPrefix.length), userOf(run)));
  }
  return { place: { kind: 'folder', folder: resolve(typed) }, remember: async () => null };
}

/**
 * A backup that is named by its path or by `webdav:URL/FILE`, lent as a local file. Errors: as `placeFor`,
 * `backup-gone`, those of the destination and of `work`.
 */
export async function withBackupFile<T>(
  run: CommandRun,
  typed: string,
  signal: AbortSignal,
  work: (path: string, origin: BackupOrigin | undefined) => Promise<T>,
): Promise<{ readonly value: T; readonly file: string }> {
  if (!typed.startsWith(webdavPrefix)) {
    const path = resolve(typed);
    return { value: await work(path, undefined), file: path };
  }
  const { folder, fileName } = readWebdavFile(typed.slice(webdavPrefix.length), userOf(run));
  const { place, remember } = await serverPlace(run, folder);
  const value = await run.services.backups.withFile({ place, fileName }, work, signal);
  await remember();
  return { value, file: `${webdavPrefix}${folder.place}/${encodeURIComponent(fileName)}` };
}

function userOf(run: CommandRun): string | null {
  return run.arguments.values['webdav-user'] ?? null;
}

/** The password that was given, else the one that the OS store keeps, else a question on a terminal. */
async function serverPlace(
  run: CommandRun,
  address: WebdavAddress,
): Promise<{ place: BackupPlace; remember: Remember }> {
  const { serverPasswords } = run.services;
  const texts = backupTexts[run.language];
  let password: string | null = null;
  if (address.user !== null) {
    password =
      (await run.secrets.read('webdav-password')) ??
      (await serverPasswords.read(address.place)) ??
      (await run.secrets.prompt('webdav-password', texts.passwordOfServer));
    if (password === null) throw new AppError('server-password-missing');
  }
  // Every host is shown before it is contacted (DESIGN 13).
  run.output.progress(
    { event: 'contact', host: address.host },
    visibleText(fillMessage(texts.contacting, { host: address.host })),
  );
  return {
    place: { kind: 'webdav', url: address.url, user: address.user, password },
    async remember() {
      if (password === null || !run.arguments.flags.has('remember')) return null;
      const kept = await serverPasswords.remember(address.place, password);
      run.output.progress(
        { event: 'server-password', remembered: kept },
        kept ? texts.remembered : texts.notRemembered,
      );
      return kept;
    },
  };
}
