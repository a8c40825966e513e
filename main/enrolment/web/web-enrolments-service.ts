// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ArrivedFile,
  EndedWebEnrolment,
  WebEnrolmentPurpose,
  WebEnrolment,
} from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { ImportOutcome, ImportsService } from '../../imports/imports-service.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { WatchedFolders } from '../../computer-state/state-port.ts';
import type { WebEnrolmentRow } from '../../vault/store/rows/web-enrolment-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import { maskIdentityNumbers } from '../../x509/names/identity-number-mask.ts';
import { type Arrivals, followArrivals } from './arrivals.ts';
import { fileAt, isNew } from './folder-look.ts';
import type { Pace } from './folder-watch.ts';
import { leadsToAuthority } from './leads-to-authority.ts';
import { readArrived } from './read-arrived.ts';
import { matchRenewal, matchWebEnrolment } from './match-web-enrolment.ts';

/** Applications on CA web pages (E01). */
export interface WebEnrolments {
  /** Oldest first. */
  waiting(): Promise<WebEnrolment[]>;
  /**
   * Creates the vault if needed. `folder`: absolute; null: not watched. `renews`: SHA-256; cancels another web enrolment
   * renewing it. Errors: `invalid-input` (not `web`), `file-unreadable`.
   */
  start(
    held: HeldProfile,
    wanted: { readonly purpose: WebEnrolmentPurpose; readonly renews: string | null; readonly folder: string | null },
  ): Promise<WebEnrolment>;
  /** Errors: `not-found`, `file-unreadable`. */
  move(id: string, folder: string): Promise<WebEnrolment>;
  /** Errors: `not-found`. */
  cancel(named: { readonly id: string }): Promise<void>;
  /** Null: gone. */
  pathOf(id: string, fileId: string): string | null;
  /** Draft id. Errors: `not-found`, `file-unreadable`. */
  openFile(file: { readonly id: string; readonly fileId: string }): Promise<{ readonly draftId: string }>;
  /**
   * Ends web enrolments even if the path is invalid. Renewals match by content, so one file may end several. `id`: draft's,
   * `path`: file's.
   */
  imported(
    draft: { readonly id: string | null; readonly path: string | null },
    outcome: Readonly<Pick<ImportOutcome, 'keysAdded'>> & Record<'added' | 'known', readonly string[]>,
  ): Promise<EndedWebEnrolment[]>;
  authorityOf(sha256: string): Promise<{ readonly name: string; readonly host: string } | null>;
  /** Errors: `not-found`. */
  link(held: HeldProfile, sha256: string): Promise<void>;
  watch(): Promise<void>;
  onChange(listener: () => void): void;
  onArrived(listener: (webEnrolment: WebEnrolment, file: ArrivedFile) => void): void;
  close(): void;
}

/** `folder` is kept per computer, not in the vault. */
interface FollowedRow extends WebEnrolmentRow {
  readonly folder: string | null;
}

const maxWatched = 8;
const maxOpened = 100;

export function createWebEnrolments({
  vault,
  folders,
  imports,
  parse,
  now,
  pace,
}: {
  readonly vault: VaultAccess;
  readonly folders: WatchedFolders;
  readonly parse: ParseClient;
  readonly imports: ImportsService;
  readonly now: () => Date;
  readonly pace?: Partial<Pace>;
}): WebEnrolments {
  const changed: (() => void)[] = [];
  const arrived: ((webEnrolment: WebEnrolment, file: ArrivedFile) => void)[] = [];
  const watched = new Map<string, Arrivals>();
  /** By draft id. */
  const opened = new Map<string, string>();
  let watching = false;

  const tell = (): void => {
    for (const listener of changed) listener();
  };

  function shown(row: FollowedRow): WebEnrolment {
    const arrivals = watched.get(row.id);
    const folder = row.folder === null ? null : maskIdentityNumbers(row.folder);
    return {
      id: row.id,
      profile: { name: row.profileName, host: row.profileHost },
      purpose: row.purpose,
      renews: row.renews,
      folder: folder === null ? null : { displayPath: folder, isThere: arrivals?.isThere ?? true },
      startedAt: row.startedAt,
      files: [...(arrivals?.files() ?? [])],
    };
  }

  async function rows(): Promise<FollowedRow[]> {
    const waiting = (await vault.current())?.webEnrolments.waiting() ?? [];
    return waiting.map((row) => ({ ...row, folder: folders.of(row.id) }));
  }

  async function find(id: string): Promise<FollowedRow> {
    const row = (await rows()).find((each) => each.id === id);
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  function follow(row: FollowedRow & { readonly folder: string }): Arrivals {
    return followArrivals({
      folder: row.folder,
      sinceMs: Date.parse(row.startedAt),
      imports,
      vault: () => vault.current(),
      now,
      ...(pace !== undefined && { pace }),
      onArrived(file) {
        for (const listener of arrived) listener(shown(row), file);
        tell();
      },
      onChange: tell,
    });
  }

  /** Other processes may start or end web enrolments. */
  async function keepUp(): Promise<void> {
    if (!watching) return;
    // Must not use up the limit.
    const waiting = (await rows()).filter((row) => row.folder !== null).slice(-maxWatched);
    if (!watching) return;
    for (const [id, arrivals] of watched) {
      if (waiting.some((row) => row.id === id && row.folder === arrivals.folder)) continue;
      arrivals.close();
      watched.delete(id);
    }
    for (const row of waiting) {
      const { id, folder } = row;
      if (folder !== null && !watched.has(id)) watched.set(id, follow({ ...row, folder }));
    }
  }

  /** As observed, else by its present location. */
  async function waitingAt(waiting: readonly FollowedRow[], path: string): Promise<FollowedRow[]> {
    if (waiting.length === 0) return [];
    if (watching) return waiting.filter(({ id }) => watched.get(id)?.holds(path) === true);
    const folder = await realpath(dirname(path)).catch(() => null);
    // Not the whole folder: thousands of files are imported from one.
    const file = folder === null ? null : await fileAt(folder, basename(path));
    if (file === null) return [];
    return waiting.filter((row) => row.folder === folder && isNew(file, Date.parse(row.startedAt)));
  }

  function forgetFolders(before: readonly WebEnrolmentRow[], after: readonly WebEnrolmentRow[]): void {
    for (const { id } of before) if (!after.some((row) => row.id === id)) folders.set(id, null);
  }

  function pathOf(id: string, fileId: string): string | null {
    return watched.get(id)?.pathOf(fileId) ?? null;
  }

  async function changedRows(): Promise<void> {
    await keepUp();
    tell();
  }

  vault.onChange(() => void keepUp().then(tell, () => undefined));

  return {
    waiting: async () => (await rows()).map(shown),
    async start(held, { purpose, renews, folder }) {
      if (held.profile.protocol !== 'web') throw new AppError('invalid-input', { field: 'profileId' });
      const there = folder === null ? null : await realFolder(folder);
      const row: WebEnrolmentRow = {
        id: randomUUID(),
        profileName: held.profile.name,
        profileHost: held.host.ascii,
        purpose,
        renews,
        startedAt: now().toISOString(),
        certificate: null,
        endedAt: null,
      };
      const open = await vault.requireOrCreate();
      const before = open.webEnrolments.waiting();
      // First, so other processes find the folder.
      folders.set(row.id, there);
      await open.webEnrolments.start(row);
      forgetFolders(before, open.webEnrolments.waiting());
      await changedRows();
      return shown({ ...row, folder: there });
    },
    async move(id, folder) {
      const there = await realFolder(folder);
      const open = await vault.require();
      await find(id);
      folders.set(id, there);
      await open.webEnrolments.moved(id);
      await changedRows();
      return shown(await find(id));
    },
    async cancel({ id }) {
      await (await vault.require()).webEnrolments.cancel(id);
      folders.set(id, null);
      await changedRows();
    },
    pathOf,
    async openFile({ id, fileId }) {
      const path = pathOf(id, fileId);
      if (path === null) throw new AppError('not-found');
      const bytes = await readArrived(path);
      const origin = { via: 'file', fileName: basename(path), path, downloadedFrom: null } as const;
      const draftId = imports.addBytes(bytes, origin);
      const [oldest] = opened.keys();
      if (opened.size >= maxOpened && oldest !== undefined) opened.delete(oldest);
      opened.set(draftId, id);
      return { draftId };
    },
    async imported(draft, { added, known, keysAdded }) {
      let waiting = await rows();
      const open = await vault.current();
      if (open === null) return [];
      const opener = draft.id === null ? undefined : opened.get(draft.id);
      if (draft.id !== null) opened.delete(draft.id);
      const here = draft.path === null ? [] : await waitingAt(waiting, draft.path);
      let left: readonly string[] = [...added, ...known];
      // Nothing new: no answer to an application.
      const came = keysAdded > 0 ? left : added;
      const openedFor = waiting.find(({ id }) => id === opener) ?? null;
      let next = matchWebEnrolment(open, { waiting, opened: openedFor, here }, { all: left, came });
      const ended: { readonly row: FollowedRow; readonly webEnrolment: WebEnrolment; readonly certificate: string }[] =
        [];
      while (next !== null) {
        const { row, certificate } = next;
        if (await open.webEnrolments.finish(row.id, certificate)) {
          ended.push({ row, webEnrolment: shown(row), certificate });
          folders.set(row.id, null);
        }
        waiting = waiting.filter(({ id }) => id !== row.id);
        left = left.filter((sha256) => sha256 !== certificate);
        // Banks send signing and encryption certificates in one file.
        next = matchRenewal(open, waiting, left);
      }
      if (ended.length > 0) await changedRows();
      const results: EndedWebEnrolment[] = [];
      for (const { row, webEnrolment, certificate } of ended) {
        const leads = await leadsToAuthority(open, parse, row, certificate, now());
        results.push({ ...webEnrolment, certificate, leadsToAuthority: leads });
      }
      return results;
    },
    async authorityOf(sha256) {
      const row = (await vault.current())?.webEnrolments.ofCertificate(sha256) ?? null;
      return row === null ? null : { name: row.profileName, host: row.profileHost };
    },
    async link(held, sha256) {
      const open = await vault.require();
      if (open.getRow(sha256) === null) throw new AppError('not-found');
      const at = now().toISOString();
      const of = { profileName: held.profile.name, profileHost: held.host.ascii };
      const webEnrolment = { purpose: 'apply', renews: null, startedAt: at, endedAt: at } as const;
      await open.webEnrolments.link({ id: randomUUID(), ...of, ...webEnrolment, certificate: sha256 });
    },
    async watch() {
      watching = true;
      await changedRows();
    },
    onChange: (listener) => void changed.push(listener),
    onArrived: (listener) => void arrived.push(listener),
    close() {
      watching = false;
      for (const arrivals of watched.values()) arrivals.close();
      watched.clear();
    },
  };
}

/** Errors: `file-unreadable`. */
async function realFolder(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new AppError('file-unreadable', { file: folder, cause: 'ENOTDIR' });
    return await realpath(folder);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const cause = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('file-unreadable', { file: folder, cause });
  }
}
