// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { ArrivedFile, EndedVisit, VisitPurpose, WebVisit } from '../../../shared/schemas/enrolment/web-visit.ts';
import type { ImportOutcome, ImportsService } from '../../imports/imports-service.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { WatchedFolders } from '../../computer-state/state-port.ts';
import type { VisitRow } from '../../vault/store/rows/visit-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import { maskIdentityNumbers } from '../../x509/names/identity-number-mask.ts';
import { type Arrivals, followArrivals } from './arrivals.ts';
import { isNew, lookInto } from './folder-look.ts';
import type { Pace } from './folder-watch.ts';
import { leadsToAuthority } from './leads-to-authority.ts';
import { readArrived } from './read-arrived.ts';
import { renewalThatEnds, visitThatEnds } from './visit-that-ends.ts';

/** Applications on CA web pages (E01). */
export interface WebVisits {
  /** Oldest first. */
  waiting(): Promise<WebVisit[]>;
  /**
   * Creates the vault if needed. `folder`: absolute; null: not watched. `renews`: SHA-256; cancels another visit
   * renewing it. Errors: `invalid-input` (not `web`), `file-unreadable`.
   */
  start(
    held: HeldProfile,
    wanted: { readonly purpose: VisitPurpose; readonly renews: string | null; readonly folder: string | null },
  ): Promise<WebVisit>;
  /** Errors: `not-found`, `file-unreadable`. */
  move(id: string, folder: string): Promise<WebVisit>;
  /** Errors: `not-found`. */
  giveUp(id: string): Promise<void>;
  /** Null: gone. */
  pathOf(id: string, fileId: string): string | null;
  /** Draft id. Errors: `not-found`, `file-unreadable`. */
  openFile(id: string, fileId: string): Promise<string>;
  /**
   * Ends visits even if the path is invalid. Renewals match by content, so one file may end several. `id`: draft's,
   * `path`: file's.
   */
  imported(
    draft: { readonly id: string | null; readonly path: string | null },
    outcome: Readonly<Pick<ImportOutcome, 'keysAdded'>> & Record<'added' | 'known', readonly string[]>,
  ): Promise<EndedVisit[]>;
  authorityOf(sha256: string): Promise<{ readonly name: string; readonly host: string } | null>;
  /** Errors: `not-found`. */
  link(held: HeldProfile, sha256: string): Promise<void>;
  watch(): Promise<void>;
  onChange(listener: () => void): void;
  onArrived(listener: (visit: WebVisit, file: ArrivedFile) => void): void;
  close(): void;
}

/** `folder` is kept per computer, not in the vault. */
interface WatchedVisit extends VisitRow {
  readonly folder: string | null;
}

const maxWatched = 8;
const maxOpened = 100;

export function createWebVisits({
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
}): WebVisits {
  const changed: (() => void)[] = [];
  const arrived: ((visit: WebVisit, file: ArrivedFile) => void)[] = [];
  const watched = new Map<string, Arrivals>();
  /** By draft id. */
  const opened = new Map<string, string>();
  let watching = false;

  const tell = (): void => {
    for (const listener of changed) listener();
  };

  function shown(row: WatchedVisit): WebVisit {
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

  async function rows(): Promise<WatchedVisit[]> {
    const waiting = (await vault.current())?.visits.waiting() ?? [];
    return waiting.map((row) => ({ ...row, folder: folders.of(row.id) }));
  }

  async function find(id: string): Promise<WatchedVisit> {
    const row = (await rows()).find((each) => each.id === id);
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  function follow(row: WatchedVisit & { readonly folder: string }): Arrivals {
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

  /** Other processes may start or end visits. */
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
  async function waitingAt(waiting: readonly WatchedVisit[], path: string): Promise<WatchedVisit[]> {
    if (watching) return waiting.filter(({ id }) => watched.get(id)?.holds(path) === true);
    const folder = await realpath(dirname(path)).catch(() => null);
    const seen = folder === null ? [] : await lookInto(folder).catch(() => []);
    const file = seen.find(({ name }) => name === basename(path));
    if (file === undefined) return [];
    return waiting.filter((row) => row.folder === folder && isNew(file, Date.parse(row.startedAt)));
  }

  function forgetFolders(before: readonly VisitRow[], after: readonly VisitRow[]): void {
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
      const row: VisitRow = {
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
      const before = open.visits.waiting();
      // First, so other processes find the folder.
      folders.set(row.id, there);
      await open.visits.start(row);
      forgetFolders(before, open.visits.waiting());
      await changedRows();
      return shown({ ...row, folder: there });
    },
    async move(id, folder) {
      const there = await realFolder(folder);
      const open = await vault.require();
      await find(id);
      folders.set(id, there);
      await open.visits.moved(id);
      await changedRows();
      return shown(await find(id));
    },
    async giveUp(id) {
      await (await vault.require()).visits.giveUp(id);
      folders.set(id, null);
      await changedRows();
    },
    pathOf,
    async openFile(id, fileId) {
      const path = pathOf(id, fileId);
      if (path === null) throw new AppError('not-found');
      const bytes = await readArrived(path);
      const origin = { via: 'file', fileName: basename(path), path, downloadedFrom: null } as const;
      const draftId = imports.addBytes(bytes, origin);
      const [oldest] = opened.keys();
      if (opened.size >= maxOpened && oldest !== undefined) opened.delete(oldest);
      opened.set(draftId, id);
      return draftId;
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
      let next = visitThatEnds(open, { waiting, opened: openedFor, here }, { all: left, came });
      const ended: { readonly row: WatchedVisit; readonly visit: WebVisit; readonly certificate: string }[] = [];
      while (next !== null) {
        const { row, certificate } = next;
        if (await open.visits.finish(row.id, certificate)) {
          ended.push({ row, visit: shown(row), certificate });
          folders.set(row.id, null);
        }
        waiting = waiting.filter(({ id }) => id !== row.id);
        left = left.filter((sha256) => sha256 !== certificate);
        // Banks send signing and encryption certificates in one file.
        next = renewalThatEnds(open, waiting, left);
      }
      if (ended.length > 0) await changedRows();
      const told: EndedVisit[] = [];
      for (const { row, visit, certificate } of ended) {
        const leads = await leadsToAuthority(open, parse, row, certificate, now());
        told.push({ ...visit, certificate, leadsToAuthority: leads });
      }
      return told;
    },
    async authorityOf(sha256) {
      const row = (await vault.current())?.visits.ofCertificate(sha256) ?? null;
      return row === null ? null : { name: row.profileName, host: row.profileHost };
    },
    async link(held, sha256) {
      const open = await vault.require();
      if (open.getRow(sha256) === null) throw new AppError('not-found');
      const at = now().toISOString();
      const of = { profileName: held.profile.name, profileHost: held.host.ascii };
      const visit = { purpose: 'apply', renews: null, startedAt: at, endedAt: at } as const;
      await open.visits.link({ id: randomUUID(), ...of, ...visit, certificate: sha256 });
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
