// SPDX-License-Identifier: Apache-2.0
import type { HeldElsewhere } from '../certificates/held-elsewhere.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { Proof, Store } from '../../shared/schemas/store.ts';
import { createBrowserModules, type BrowserModules } from './browser-modules/browser-modules.ts';
import { install } from './change/install.ts';
import { createJournal } from './change/journal.ts';
import { planInstall } from './change/plan-install.ts';
import { planRemove } from './change/plan-remove.ts';
import { reconcileAll, type Reconciled } from './change/reconcile.ts';
import { remove } from './change/remove.ts';
import { createHeldIndex, indexOf } from './inventory/held-index.ts';
import { createInventory, type Superseded } from './inventory/inventory.ts';
import { createStoreReadings } from './inventory/store-readings.ts';
import { createStoreWatch } from './inventory/store-watch.ts';
import { createTokenReadings } from './inventory/token-readings.ts';
import { testKeyIn, storedProofs } from './proof/test-key.ts';
import { createServerLogins } from './proof/server-logins.ts';
import { resolveInventoryId, type WantedId } from './resolve-inventory-id.ts';
import type { BrowserProgram } from './store-port.ts';
import type { StoreRun, StoresParts } from './stores-parts.ts';
import { takeIn } from './take-in.ts';

export type { Superseded } from './inventory/inventory.ts';
export type { StoreRun } from './stores-parts.ts';

export interface StoresService extends BrowserModules {
  list(options: CallInput<'stores.list'>): Promise<CallOutput<'stores.list'>>;
  inventory(query: CallInput<'stores.inventory'>): Promise<CallOutput<'stores.inventory'>>;
  lookAtTokens(): Promise<void>;
  tokensChanged(): void;
  held(): HeldElsewhere;
  readHeld(): Promise<HeldElsewhere>;
  /** Returns names of stores and tokens. Skips unreadable stores. */
  holders(sha256s: readonly string[]): Promise<string[]>;
  places(named: { readonly sha256: string }): Promise<CallOutput<'stores.places'>>;
  superseded(): Promise<Superseded[]>;
  planInstall(input: CallInput<'stores.planInstall'>): Promise<CallOutput<'stores.planInstall'>>;
  install(input: CallInput<'stores.install'>, run: StoreRun): Promise<CallOutput<'stores.install'>>;
  planRemove(input: CallInput<'stores.planRemove'>): Promise<CallOutput<'stores.planRemove'>>;
  remove(input: CallInput<'stores.remove'>, run: StoreRun): Promise<CallOutput<'stores.remove'>>;
  test(input: CallInput<'stores.test'>, run: StoreRun): Promise<CallOutput<'stores.test'>>;
  lookAtServer(input: CallInput<'stores.lookAtServer'>, run: StoreRun): Promise<CallOutput<'stores.lookAtServer'>>;
  hostOfLook(lookId: string): string | null;
  login(input: CallInput<'stores.login'>, run: StoreRun): Promise<CallOutput<'stores.login'>>;
  takeIn(input: CallInput<'stores.takeIn'>, run: StoreRun): Promise<CallOutput<'stores.takeIn'>>;
  browserOf(storeId: string): Promise<BrowserProgram | null>;
  /** Settles interrupted changes. Also runs before each install and removal. */
  reconcile(): Promise<Reconciled | null>;
  resolveStore(name: string): Promise<Store>;
  /** Errors: see `resolveInventoryId`. */
  resolveId(id: string, wanted: WantedId): Promise<string>;
  onChange(listener: () => void): void;
  close(): void;
}

export function createStoresService(parts: StoresParts): StoresService {
  const readings = createStoreReadings(parts.finder, parts.now);
  const watch = createStoreWatch(readings);
  const tokens = createTokenReadings(parts.readTokens ?? (async () => []), watch.tell);
  const inventory = createInventory(parts, readings, tokens);
  const held = createHeldIndex(readings, tokens, watch.tell, parts.whenIdle);
  const journal = createJournal(parts.now);
  const logins = createServerLogins(parts);
  const all = { ...parts, readings, inventory, journal };

  async function reconcile(passwords: ReadonlyMap<string, string> = new Map()): Promise<Reconciled | null> {
    const vault = await parts.vault.current();
    return vault && reconcileAll(all, vault, passwords);
  }

  async function changing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      watch.tell();
    }
  }

  async function keep(proofs: readonly Proof[], place: { storeId: string; sha256: string }): Promise<void> {
    const vault = await parts.vault.current();
    const { description } = await readings.reread(place.storeId);
    await vault?.installed.keep(storedProofs(proofs, place.storeId, place.sha256), description.name);
  }

  return {
    async list({ refresh }) {
      const { readings: found } = await readings.current({ refresh });
      return { stores: found.map(({ description }) => description) };
    },
    inventory: inventory.page,
    places: inventory.places,
    superseded: inventory.superseded,
    held: held.current,
    readHeld: async () => indexOf((await readings.current()).readings),
    async holders(sha256s) {
      const wanted = new Set(sha256s);
      const { readings: found } = await readings.current();
      const holding = [...found, ...tokens.last()].filter(({ certificates }) =>
        certificates?.some(({ fields }) => wanted.has(fields.sha256)),
      );
      return [...new Set(holding.map(({ description }) => description.name))];
    },
    lookAtTokens: tokens.look,
    tokensChanged: tokens.changed,
    planInstall: async (input) => planInstall(parts, readings, input),
    install: async (input, run) =>
      changing(async () => {
        const passwords = passwordsOf(input.passwords);
        await reconcile(passwords);
        return { items: await install(all, input, passwords, run) };
      }),
    planRemove: async ({ items }) => planRemove(all, items),
    remove: async (input, run) =>
      changing(async () => {
        const passwords = passwordsOf(input.passwords);
        await reconcile(passwords);
        return remove(all, input, passwords, run);
      }),
    test: async ({ sha256, storeId, password }) =>
      changing(async () => {
        const { store, certificates, code } = await readings.reread(storeId);
        if (certificates === null) throw new AppError(code ?? 'internal');
        const proofs = await testKeyIn(parts, store, sha256, password);
        await keep(proofs, { storeId, sha256 });
        if (proofs.some(({ passed }) => !passed)) throw new AppError('proof-failed');
        return { proofs };
      }),
    lookAtServer: async ({ url }, run) => logins.look(url, run.signal),
    hostOfLook: (lookId) => logins.hostOf(lookId),
    login: async (input, run) =>
      changing(async () => {
        const { store } = await readings.reread(input.storeId);
        const done = await logins.login(input.lookId, store, input, run.signal);
        // `no-difference` proves nothing, so keep the earlier result.
        if (done.outcome !== 'no-difference') await keep([done.proof], input);
        return done;
      }),
    takeIn: async (input) => changing(async () => takeIn(parts, readings, input)),
    ...createBrowserModules(readings),
    browserOf: async (storeId) => (await parts.finder.browserOf?.(storeId)) ?? null,
    reconcile: async () => reconcile(),
    async resolveStore(name) {
      const { readings: found } = await readings.current();
      const ofKind = found.filter(({ store }) => store.kind === name);
      const meant = ofKind.find(({ description }) => description.isDefault) ?? ofKind[0];
      return (meant ?? (await readings.named(name))).description;
    },
    resolveId: async (id, wanted) => resolveInventoryId(parts, inventory, id, wanted),
    onChange: watch.listen,
    close: () => {
      watch.stop();
      logins.close();
    },
  };
}

function passwordsOf(given: CallInput<'stores.install'>['passwords']): ReadonlyMap<string, string> {
  return new Map(given.map(({ storeId, password }) => [storeId, password]));
}
