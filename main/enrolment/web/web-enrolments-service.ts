// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ArrivedFile,
  EndedWebEnrolment,
  GuidedEnrolment,
  WebEnrolment,
} from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { ImportOutcome, ImportsService } from '../../imports/imports-service.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { WatchedFolders } from '../../computer-state/state-port.ts';
import type { WebEnrolmentRow } from '../../vault/store/rows/web-enrolment-rows.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { bankFinder, type NamedHost } from './bank-of-certificate.ts';
import { fileAt, isNew, realFolder } from './folder-look.ts';
import { createFollowedFolders, type FollowedRow } from './followed-folders.ts';
import type { Pace } from './folder-watch.ts';
import { leadsToAuthority } from './leads-to-authority.ts';
import { readArrived } from './read-arrived.ts';
import { matchRenewal, matchWebEnrolment, oldKeyOnToken } from './match-web-enrolment.ts';

export interface WebEnrolments {
  waiting(): Promise<WebEnrolment[]>;
  /**
   * Creates the vault if needed. `folder` is absolute, or null to watch none. `renews` is a SHA-256. Cancels another
   * enrolment that renews the same certificate. Errors: `invalid-input` (not `web`, no name), `file-unreadable`.
   */
  start(
    held: HeldProfile | null,
    wanted: Pick<CallInput<'webEnrolments.start'>, 'purpose' | 'renews' | 'bankName'> & {
      readonly folder: string | null;
    },
  ): Promise<WebEnrolment>;
  /** A null `folder` stops watching. Errors: `not-found`, `file-unreadable`. */
  move(id: string, folder: string | null): Promise<WebEnrolment>;
  /** Also finds ended and cancelled enrolments. Errors: `not-found`. */
  guided(named: { readonly id: string }): Promise<GuidedEnrolment>;
  /** Errors: `not-found`. */
  tick(step: CallInput<'webEnrolments.tick'>): Promise<GuidedEnrolment>;
  /** Links drafts to the enrolment, which may end when a draft is imported. Errors: `not-found`. */
  expect(files: { readonly id: string; readonly draftIds: readonly string[] }): Promise<void>;
  /** Errors: `not-found`. */
  cancel(ended: { readonly id: string; readonly isFinished: boolean }): Promise<void>;
  pathOf(id: string, fileId: string): string | null;
  /** Errors: `not-found`, `file-unreadable`, `file-too-large`, `limit-exceeded`. */
  openFile(file: { readonly id: string; readonly fileId: string }): Promise<{ readonly draftId: string }>;
  /**
   * Ends matching web enrolments even without a valid chain. Renewals match by content, so one file may end several.
   */
  imported(
    draft: { readonly id: string | null; readonly path: string | null },
    outcome: Readonly<Pick<ImportOutcome, 'keysAdded'>> & Record<'added' | 'known', readonly string[]>,
  ): Promise<EndedWebEnrolment[]>;
  authorityOf(sha256: string): Promise<NamedHost | null>;
  findAuthority(): Promise<(sha256: string) => NamedHost | null>;
  /** Errors: `not-found`. */
  link(held: HeldProfile, sha256: string): Promise<void>;
  watch(): Promise<void>;
  onChange(listener: () => void): void;
  onArrived(listener: (webEnrolment: WebEnrolment, file: ArrivedFile) => void): void;
  close(): void;
}

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
  const watched = createFollowedFolders({
    imports,
    vault: () => vault.current(),
    now,
    ...(pace !== undefined && { pace }),
    onArrived(row, file) {
      for (const listener of arrived) listener(shown(row), file);
      tell();
    },
    onChange: () => tell(),
  });
  const opened = new Map<string, string>();
  let watching = false;

  const tell = (): void => {
    for (const listener of changed) listener();
  };

  function shown(row: FollowedRow): WebEnrolment {
    const arrivals = watched.of(row.id);
    const folder = row.folder === null ? null : maskIdentityNumbers(row.folder);
    return {
      id: row.id,
      profile: { name: row.profileName, host: row.profileHost },
      purpose: row.purpose,
      renews: row.renews,
      folder: folder === null ? null : { displayPath: folder, isThere: arrivals?.isThere ?? true },
      startedAt: row.startedAt,
      files: [...(arrivals?.files() ?? [])],
      steps: row.steps,
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

  /** Another process may have started or ended enrolments. */
  async function keepUp(): Promise<void> {
    if (!watching) return;
    const waiting = await rows();
    if (watching) watched.keep(waiting);
  }

  async function waitingAt(waiting: readonly FollowedRow[], path: string): Promise<FollowedRow[]> {
    if (waiting.length === 0) return [];
    if (watching) return waiting.filter(({ id }) => watched.of(id)?.holds(path) === true);
    const folder = await realpath(dirname(path)).catch(() => null);
    // Check only this file, since a folder may hold thousands.
    const file = folder === null ? null : await fileAt(folder, basename(path));
    if (file === null) return [];
    return waiting.filter((row) => row.folder === folder && isNew(file, Date.parse(row.startedAt)));
  }

  function forgetFolders(before: readonly WebEnrolmentRow[], after: readonly WebEnrolmentRow[]): void {
    for (const { id } of before) if (!after.some((row) => row.id === id)) folders.set(id, null);
  }

  function pathOf(id: string, fileId: string): string | null {
    return watched.of(id)?.pathOf(fileId) ?? null;
  }

  function remember(draftId: string, id: string): void {
    const [oldest] = opened.keys();
    if (opened.size >= maxOpened && oldest !== undefined) opened.delete(oldest);
    opened.set(draftId, id);
  }

  async function guided({ id }: { readonly id: string }): Promise<GuidedEnrolment> {
    const row = (await vault.current())?.webEnrolments.find(id) ?? null;
    if (row === null) throw new AppError('not-found');
    const { certificate, endedAt } = row;
    const folder = endedAt === null ? folders.of(id) : null;
    return { ...shown({ ...row, folder }), certificate, endedAt };
  }

  async function changedRows(): Promise<void> {
    await keepUp();
    tell();
  }

  vault.onChange(() => void keepUp().then(tell, () => undefined));

  return {
    waiting: async () => (await rows()).map(shown),
    async start(held, { purpose, renews, folder, bankName }) {
      const profileName = held?.profile.name ?? bankName;
      if (profileName === undefined || (held !== null && held.profile.protocol !== 'web'))
        throw new AppError('invalid-input', { field: 'profileId' });
      const there = folder === null ? null : await realFolder(folder);
      const open = await vault.requireOrCreate();
      const startedAt = now().toISOString();
      const isOnUsbKey = purpose === 'renew' && oldKeyOnToken(open, { renews }) !== null;
      const row: WebEnrolmentRow = {
        id: randomUUID(),
        profileName,
        profileHost: held?.host.ascii ?? '',
        purpose,
        renews,
        startedAt,
        certificate: null,
        endedAt: null,
        steps: isOnUsbKey ? { 'usb-key': startedAt } : {},
      };
      const before = open.webEnrolments.waiting();
      // Store the folder first, so that other processes find it.
      folders.set(row.id, there);
      await open.webEnrolments.start(row);
      forgetFolders(before, open.webEnrolments.waiting());
      await changedRows();
      return shown({ ...row, folder: there });
    },
    async move(id, folder) {
      const there = folder === null ? null : await realFolder(folder);
      const open = await vault.require();
      await find(id);
      folders.set(id, there);
      await open.webEnrolments.moved(id);
      await changedRows();
      return shown(await find(id));
    },
    guided,
    async tick({ id, step, isDone }) {
      await (await vault.require()).webEnrolments.tick(id, step, isDone ? now().toISOString() : null);
      tell();
      return await guided({ id });
    },
    async expect({ id, draftIds }) {
      await find(id);
      for (const draftId of draftIds) remember(draftId, id);
    },
    async cancel({ id, isFinished }) {
      await (await vault.require()).webEnrolments.cancel(id, isFinished);
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
      remember(draftId, id);
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
      // Certificates already in the vault count only if the file adds a key.
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
        // Banks put signing and encryption certificates in one file.
        next = matchRenewal(open, waiting, left);
      }
      if (ended.length > 0) await changedRows();
      const results: EndedWebEnrolment[] = [];
      for (const { row, webEnrolment, certificate } of ended) {
        const leads = await leadsToAuthority(open, parse, row, certificate, now());
        // Keys behind a Windows provider have no serial number.
        const isOnToken = (oldKeyOnToken(open, row)?.serial ?? '') !== '';
        results.push({ ...webEnrolment, certificate, leadsToAuthority: leads, oldKeyOnToken: isOnToken });
      }
      return results;
    },
    authorityOf: async (sha256) => bankFinder(await vault.current())(sha256),
    findAuthority: async () => bankFinder(await vault.current()),
    async link(held, sha256) {
      const open = await vault.require();
      if (open.getRow(sha256) === null) throw new AppError('not-found');
      const at = now().toISOString();
      const of = { profileName: held.profile.name, profileHost: held.host.ascii };
      const webEnrolment = { purpose: 'apply', renews: null, startedAt: at, endedAt: at, steps: {} } as const;
      await open.webEnrolments.link({ id: randomUUID(), ...of, ...webEnrolment, certificate: sha256 });
    },
    async watch() {
      watching = true;
      const waiting = await rows();
      watched.keep(waiting);
      if (waiting.length > 0) tell();
    },
    onChange: (listener) => void changed.push(listener),
    onArrived: (listener) => void arrived.push(listener),
    close() {
      watching = false;
      watched.close();
    },
  };
}
