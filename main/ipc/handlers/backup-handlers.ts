import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { errorCodes } from '../../../shared/domain/error-codes.ts';
import type { Backup } from '../../../shared/schemas/backup.ts';
import type { Destinations } from '../../exports/destinations.ts';
import type { Host } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';
import { dialogWords } from '../dialog-words.ts';
import type { Handlers } from '../handler-types.ts';

type BackupCalls = Extract<keyof Handlers, `backups.${string}`>;

/** Main holds the paths of files and folders, the page their ids (STYLE 5). */
export function backupHandlers(
  host: Host,
  { backups, vault }: Services,
  language: () => string,
  destinations: Destinations,
): Pick<Handlers, BackupCalls> {
  const files = heldFiles();
  return {
    'backups.overview': async () => {
      const { protectors, recoverySaved } = await vault.status();
      const current = await vault.current();
      const hasPassphrase = protectors.some(({ kind }) => kind === 'passphrase');
      return {
        backups: (await backups.history()).map(backupOf),
        counts: current?.backups.counts() ?? { withKey: 0, current: 0, outdated: 0 },
        passphrase: !hasPassphrase ? 'none' : current?.backups.needsPassphrase() === true ? 'needed' : 'kept',
        recoverySaved,
      };
    },
    'backups.ofCertificate': async ({ sha256 }) => {
      const { backups: held } = await vault.require();
      const state = held.states().find((each) => each.sha256 === sha256);
      return {
        state: state?.state ?? 'none',
        verifiedAt: state?.verifiedAt ?? null,
        backups: held.of(sha256).flatMap(({ backupId, current }) => {
          const row = held.find(backupId);
          return row ? [{ ...backupOf(row), current }] : [];
        }),
      };
    },
    'backups.create': async ({ scope, protection, recoveryCode, destinationId }, { signal, progress }) => {
      const folder = destinations.take(destinationId);
      try {
        const created = await backups.create({
          scope: scope.kind === 'chosen' ? { kind: 'chosen', ids: scope.certificates } : scope,
          protection,
          recoveryCode,
          place: { kind: 'folder', folder },
          signal,
          progress,
        });
        const { row, signed, untested, rehearsedBy, unreadable, removed } = created;
        return {
          backup: backupOf(row),
          signed,
          untested,
          rehearsedBy: [...rehearsedBy],
          leftOut: unreadable.keys.length + unreadable.notes.length,
          removed: removed.length,
        };
      } catch (error) {
        // Another try goes to the same place.
        destinations.restore(destinationId, folder);
        throw error;
      }
    },
    'backups.verify': async ({ id, secret }, { signal, progress }) => {
      progress(null, 'backup-rehearse');
      const { outcome, signed } = await backups.verifyKnown(id, secret, { signal });
      const row = (await vault.require()).backups.find(id);
      if (!row) throw new AppError('not-found');
      return { outcome, signed, backup: backupOf(row) };
    },
    'backups.forget': async ({ id }) => {
      await backups.forget(id);
      return {};
    },
    'backups.chooseFile': async () => {
      const [path] = await host.openFiles({ title: dialogWords(language()).restoreTitle, filters: [] });
      return path === undefined ? { outcome: 'cancelled' } : { outcome: 'chosen', ...files.hold(path) };
    },
    'backups.typeFile': async ({ path: typed }) => {
      const path = resolve(homedir(), typed.trim().replace(/^~(?=$|[/\\])/, homedir()));
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        throw new AppError('file-unreadable', { file: path, cause: error.code ?? 'unknown' });
      });
      if (!found.isFile()) throw new AppError('file-unreadable', { file: path, cause: 'EISDIR' });
      return files.hold(path);
    },
    'backups.openKnown': async ({ id }) => {
      const row = (await vault.require()).backups.find(id);
      if (!row) throw new AppError('not-found');
      if (row.kind !== 'folder') throw new AppError('secret-missing');
      const path = join(row.place, row.fileName);
      if (!(await stat(path).catch(() => null))?.isFile()) throw new AppError('backup-gone', { place: row.place });
      return files.hold(path);
    },
    'backups.preview': async ({ fileId, secret }, { signal, progress }) => {
      progress(null, 'backup-open');
      const { manifest, items, loneKeys, watched, ownVault } = await backups.look(files.path(fileId), secret, signal);
      return {
        createdAt: manifest.createdAt,
        items: items.map((item) => ({ ...item, parts: [...item.parts] })),
        loneKeys,
        watched,
        ownVault,
        needsProtector: manifest.counts.keys > 0 && !(await vault.canHoldKeys()),
      };
    },
    'backups.restore': async ({ fileId, secret, choices }, { signal, progress }) => {
      progress(null, 'backup-restore');
      const { added, known, keysAdded, oursKept, installedIn } = await backups.restore(files.path(fileId), secret, {
        choices: new Map(choices.map(({ sha256, choice }) => [sha256, choice])),
        prepare: async ({ counts }) => {
          if (counts.keys > 0) await vault.ensureProtected();
        },
        signal,
      });
      return { added: [...added], known: [...known], keysAdded, oursKept, installedIn: [...installedIn] };
    },
  };
}

function backupOf(row: BackupRow): Backup {
  const { revision: _revision, volume: _volume, sha256: _sha256, problem, ...rest } = row;
  return { ...rest, problem: problem === null ? null : (errorCodes.find((code) => code === problem) ?? 'internal') };
}

function heldFiles() {
  const held = new Map<string, string>();
  return {
    hold(path: string): { fileId: string; displayPath: string } {
      const fileId = [...held].find(([, known]) => known === path)?.[0] ?? randomUUID();
      held.set(fileId, path);
      return { fileId, displayPath: path };
    },
    /** Throws `draft-expired`. */
    path(fileId: string): string {
      const path = held.get(fileId);
      if (path === undefined) throw new AppError('draft-expired');
      return path;
    },
  };
}
