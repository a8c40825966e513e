// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../shared/domain/errors/error-reasons.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { refusalOf } from '../change/store-state.ts';
import type { StoreReadings } from '../inventory/store-readings.ts';
import { smallText } from '../nss/small-text.ts';
import { readList, replaceList } from './list-file.ts';
import { unseenFrom } from './sandbox.ts';
import { modulesIn, withModule, withoutModules, type ListedModule, type ListText } from './module-list.ts';
import { moduleNameFor } from './module-name.ts';
import { isNamedAlike, isSameModule } from './same-module.ts';

/** Fedora's NSS loads this file, which includes nss-p11-kit.config. Debian has no such file. */
const systemList = '/etc/crypto-policies/back-ends/nss.config';

export interface ModuleWish {
  readonly storeId: string;
  readonly path: string;
  /** Changed if another module in the list already has this name. */
  readonly name: string;
  readonly throughP11Kit: boolean;
  readonly registered: boolean;
}

export interface BrowserModules {
  /** Omits NSS's internal module. Errors: `store-not-found`, `store-damaged`, `store-read-only`, `store-refused`. */
  listed(storeId: string): Promise<readonly ListedModule[]>;
  /** Lists browsers that can load the module. If a browser's list is unreadable, `registered` is false. */
  modulePlaces(path: string): Promise<CallOutput<'tokens.browsers'>['places']>;
  /**
   * Matches by file, not by name. Errors: `store-not-found`, `store-locked` (also if the list changed meanwhile),
   * `store-read-only`, `store-damaged`, `store-refused`, `disk-full`, `module-registered` (also under another path or
   * name, or through p11-kit), `module-outside-sandbox` (`folder`).
   */
  registerModule(wish: ModuleWish): Promise<{ readonly restartNeeded: boolean }>;
}

export function createBrowserModules(readings: StoreReadings): BrowserModules {
  let last: Promise<unknown> = Promise.resolve();

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = last.then(work, work);
    last = own.catch(() => undefined);
    return own;
  }

  return {
    async listed(storeId) {
      const { description } = await readings.reread(storeId);
      return modulesIn(await readList(folderOf(description)));
    },
    async modulePlaces(path) {
      const { readings: found } = await readings.current({ refresh: true });
      return Promise.all(
        found
          .map(({ description }) => description)
          .filter((store) => keepsList(store) && unseenFrom(store, path) === null)
          .map(async (store) => ({
            storeId: store.id,
            storeName: store.name,
            registered: (await listOrNothing(store)).some(({ library }) => isSameModule(library, path)),
            running: store.running,
          })),
      );
    },
    registerModule: async (wish) =>
      inTurn(async () => {
        await readings.current({ refresh: true });
        const { description } = await readings.reread(wish.storeId);
        const folder = folderOf(description);
        const sandbox = wish.registered ? unseenFrom(description, wish.path) : null;
        if (sandbox !== null) throw new AppError('module-outside-sandbox', { folder: sandbox });
        const refusal = refusalOf(description.state);
        // Editing the list doesn't need softokn.
        if (refusal !== null && refusal !== 'store-tools-missing') throw new AppError(refusal);
        const before = await readList(folder);
        const listed = modulesIn(before);
        const after = wish.registered ? added(before, listed, wish) : removed(before, listed, wish);
        if (after === before) return { restartNeeded: false };
        await replaceList(folder, before, after);
        // NSS reads the list only at startup (docs/decisions/0009).
        return { restartNeeded: description.running };
      }),
  };
}

function added(before: ListText, listed: readonly ListedModule[], { path, name, throughP11Kit }: ModuleWish): ListText {
  const there = listed.find(({ library }) => isSameModule(library, path) || isNamedAlike(library, path));
  if (there !== undefined) throw new AppError('module-registered', { name: there.name });
  if (throughP11Kit && hasP11KitProxy(listed)) throw new AppError('module-registered', { name: 'p11-kit' });
  return withModule(before, { library: path, name: moduleNameFor(name, namesOf(listed)) });
}

function removed(before: ListText, listed: readonly ListedModule[], { path }: ModuleWish): ListText {
  // Only the dynamic loader knows which file a bare name means.
  if (listed.some(({ library }) => isNamedAlike(library, path))) {
    throw new AppError('store-refused', { reason: 'module-without-folder' satisfies StoreReason });
  }
  return withoutModules(before, ({ library }) => isSameModule(library, path));
}

function namesOf(listed: readonly ListedModule[]): string[] {
  return ['NSS Internal PKCS #11 Module', ...listed.map(({ name }) => name)];
}

function keepsList({ kind, path }: Store): boolean {
  return (kind === 'chromium' || kind === 'firefox') && path !== null;
}

function folderOf(store: Store): string {
  if (!keepsList(store) || store.path === null) {
    throw new AppError('store-refused', { reason: 'no-module-list' satisfies StoreReason });
  }
  return store.path;
}

async function listOrNothing({ path }: Store): Promise<readonly ListedModule[]> {
  try {
    return path === null ? [] : modulesIn(await readList(path));
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function hasP11KitProxy(listed: readonly ListedModule[], systemFile = systemList): boolean {
  return [...listed, ...systemModules(systemFile)].some(({ library }) =>
    basename(library).startsWith('p11-kit-proxy.'),
  );
}

function systemModules(file: string): ListedModule[] {
  try {
    return modulesIn(Buffer.from(smallText(file), 'utf8').toString('latin1'));
  } catch {
    return [];
  }
}
