import { resolve } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import type { BackupPlace, BackupSource } from '../backup/backup-place.ts';
import type { CommandRun } from './command.ts';
import { tokenNamed } from './token-options.ts';
import { readPins } from './token-pins.ts';

/** A backup as a local file. */
export interface NamedBackup {
  readonly path: string;
  /** As an answer names it. */
  readonly file: string;
  /** Of what was lent. */
  readonly source: BackupSource | undefined;
}

const onToken = 'token:';

/**
 * What `--to` names: a folder, or `token:SERIAL` with the PIN that opens it. A token that may not be written to is told
 * before its PIN is asked for. Errors: `usage`, `token-not-managed`, those of `tokenNamed` and of `readPins`.
 */
export async function backupPlaceNamed(run: CommandRun, text: string, { changes }: { changes: boolean }) {
  if (text.startsWith('webdav:')) throw new AppError('not-available', { what: 'webdav' });
  if (!text.startsWith(onToken)) return { kind: 'folder', folder: resolve(text) } satisfies BackupPlace;
  const name = text.slice(onToken.length);
  if (name === '') throw new AppError('usage', { argument: text });
  const token = await tokenNamed(run, name);
  if (changes && !token.managed) throw new AppError('token-not-managed');
  const { pin, confirmedLastTry } = await readPins(run, token, { changes: false });
  const { id: tokenId, serial } = token;
  return { kind: 'token', tokenId, serial, pin, confirmedLastTry } satisfies BackupPlace;
}

/**
 * The backup that a word names, as a local file: `token:SERIAL/FILE` is lent, anything else is a path.
 */
export async function withBackupNamed<T>(
  run: CommandRun,
  word: string,
  work: (backup: NamedBackup) => Promise<T>,
): Promise<T> {
  if (!word.startsWith(onToken)) {
    const path = resolve(word);
    return await work({ path, file: path, source: undefined });
  }
  // A serial may have a slash in it, a backup's name has none.
  const slash = word.lastIndexOf('/');
  const fileName = word.slice(slash + 1);
  if (slash < 0 || fileName === '') throw new AppError('usage', { argument: word });
  const place = await backupPlaceNamed(run, word.slice(0, slash), { changes: false });
  const lent = async (path: string, source: BackupSource) =>
    await work({ path, file: `${source.place}/${source.fileName}`, source });
  return await run.services.backups.lend(place, fileName, lent, run.watchForInterruption());
}
