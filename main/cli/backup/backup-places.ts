// SPDX-License-Identifier: Apache-2.0
import { basename, dirname, join, resolve } from 'node:path';
import { readWebdavAddress, readWebdavFile, type WebdavAddress } from '../../../shared/domain/backup/webdav-address.ts';
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { nameOfPlace, type BackupPlace, type BackupSource } from '../../backup/backup-place.ts';
import type { CommandRun } from '../command.ts';
import { namingToken } from '../tokens/pin-refusals.ts';
import { flag, inSection, value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { lastTryFlag, lastTryOptions, moduleOption, tokenNamed } from '../tokens/token-options.ts';
import { readPins } from '../tokens/token-pins.ts';

export const placeOptions = {
  ...inSection('server', {
    'webdav-user': value('NAME', { 'zh-CN': 'WebDAV 服务器的用户名', en: 'User name on the WebDAV server' }),
    ...secrets('webdav-password'),
    remember: flag({
      'zh-CN': '成功后把密码保存到系统密码库',
      en: 'Save the password in the system password store, if available',
    }),
  }),
  ...inSection('token', { module: moduleOption, ...secrets('pin'), ...lastTryOptions }),
};

export interface NamedBackup {
  readonly path: string;
  readonly file: string;
  readonly source: BackupSource | undefined;
}

/** Call `remember` after success. It returns null without a password or `--remember`. */
export interface NamedPlace {
  readonly place: BackupPlace;
  readonly remember: () => Promise<boolean | null>;
  readonly naming: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface BackupAddress extends NamedPlace {
  readonly fileName: string;
  readonly file: string;
}

const [onServer, onToken] = ['webdav:', 'token:'];
const nothingToRemember = async (): Promise<null> => await Promise.resolve(null);
const asItIs = async <T>(work: () => Promise<T>): Promise<T> => await work();

/** Parses a folder, `webdav:URL` or `token:SERIAL`. With `changes`, rejects an unmanaged token. */
export async function backupPlaceNamed(
  run: CommandRun,
  text: string,
  { changes }: { changes: boolean },
): Promise<NamedPlace> {
  if (text.startsWith(onServer))
    return await serverPlace(run, readWebdavAddress(text.slice(onServer.length), userOf(run)));
  if (text.startsWith(onToken)) return await tokenPlace(run, text, changes);
  return folderPlace(resolve(text));
}

/** Parses `FILE`, `token:SERIAL/FILE` or `webdav:URL/FILE`. */
export async function backupNamed(run: CommandRun, word: string): Promise<BackupAddress> {
  if (word.startsWith(onServer)) {
    const { folder, fileName } = readWebdavFile(word.slice(onServer.length), userOf(run));
    const file = `${onServer}${folder.place}/${encodeURIComponent(fileName)}`;
    return { ...(await serverPlace(run, folder)), fileName, file };
  }
  if (word.startsWith(onToken)) {
    // Serial numbers may contain slashes, but backup names can't.
    const slash = word.lastIndexOf('/');
    const fileName = word.slice(slash + 1);
    if (slash < 0 || fileName === '') throw new AppError('usage', { argument: word });
    const named = await tokenPlace(run, word.slice(0, slash), false);
    return { ...named, fileName, file: `${nameOfPlace(named.place)}/${fileName}` };
  }
  const file = resolve(word);
  return { ...folderPlace(dirname(file)), fileName: basename(file), file };
}

/** Copies a backup from a server or token to a temporary file. */
export async function withBackupNamed<T>(
  run: CommandRun,
  word: string,
  work: (backup: NamedBackup) => Promise<T>,
): Promise<T> {
  const { place, fileName, file, remember, naming } = await backupNamed(run, word);
  if (place.kind === 'folder') return await work({ path: join(place.folder, fileName), file, source: undefined });
  const signal = run.watchForInterruption();
  const lent = async (path: string, source: BackupSource) => await work({ path, file, source });
  const answer = await naming(async () => run.services.backups.lend(place, fileName, lent, signal));
  await remember();
  return answer;
}

function folderPlace(folder: string): NamedPlace {
  return { place: { kind: 'folder', folder }, remember: nothingToRemember, naming: asItIs };
}

async function tokenPlace(run: CommandRun, text: string, changes: boolean): Promise<NamedPlace> {
  const name = text.slice(onToken.length);
  if (name === '') throw new AppError('usage', { argument: text });
  const token = await tokenNamed(run, name);
  if (changes && !token.managed) throw new AppError('token-not-managed');
  const { pin, confirmedLastTry } = await readPins(run, token, { changes: false });
  const { id: tokenId, serial } = token;
  return {
    place: { kind: 'token', tokenId, serial, pin, confirmedLastTry },
    remember: nothingToRemember,
    naming: async (work) => namingToken(run, token, lastTryFlag, work),
  };
}

function userOf(run: CommandRun): string | null {
  return run.arguments.values['webdav-user'] ?? null;
}

async function serverPlace(run: CommandRun, address: WebdavAddress): Promise<NamedPlace> {
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
  run.output.progress(
    { event: 'contact', host: address.host },
    visibleText(fillMessage(texts.contacting, { host: address.host })),
  );
  return {
    place: { kind: 'webdav', url: address.url, user: address.user, password },
    naming: asItIs,
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
