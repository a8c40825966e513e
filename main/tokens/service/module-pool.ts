// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { TokenModule } from '../../../shared/schemas/token.ts';
import type { LibraryInfo, ModuleClient, ModuleSource } from '../module-port.ts';
import type { KnownModule } from '../modules/registry-port.ts';
import type { TokensParts } from './tokens-parts.ts';

export interface OpenModule {
  readonly known: KnownModule;
  readonly client: ModuleClient;
}

export interface ModulePool {
  list(): Promise<TokenModule[]>;
  usable(): Promise<OpenModule[]>;
  /** Throws `module-not-found`, `module-not-allowed`, `tokens-unavailable`. */
  get(moduleId: string): Promise<OpenModule>;
  view(module: KnownModule): TokenModule;
  sourceOf(known: KnownModule): ModuleSource;
  restrictTo(path: string): Promise<OpenModule>;
  note(
    moduleId: string,
    fact: { readonly code?: ErrorCode | null; readonly slots?: number; readonly library?: LibraryInfo },
  ): void;
  drop(moduleId: string): Promise<void>;
  onFault(listener: (moduleId: string) => void): void;
  close(): Promise<void>;
}

interface Facts {
  code: ErrorCode | null;
  library: LibraryInfo | null;
  slots: number | null;
}

export function createModulePool(parts: Pick<TokensParts, 'registry' | 'startModule' | 'unavailable'>): ModulePool {
  const open = new Map<string, OpenModule>();
  const facts = new Map<string, Facts>();
  const listeners: ((moduleId: string) => void)[] = [];
  let only: string | null = null;

  const factsOf = (moduleId: string): Facts => {
    const found = facts.get(moduleId) ?? { code: null, library: null, slots: null };
    facts.set(moduleId, found);
    return found;
  };

  function sourceOf(known: KnownModule): ModuleSource {
    return {
      path: known.path,
      standard: known.standard,
      parameters: known.parameters,
      check: async () => {
        const now = await parts.registry.find(known.moduleId);
        if (now.state !== 'ready' || now.sha256 !== known.sha256)
          throw new AppError('module-not-allowed', { path: now.path });
      },
    };
  }

  function openModule(known: KnownModule): OpenModule {
    if (parts.unavailable !== null) throw new AppError('tokens-unavailable', { reason: parts.unavailable });
    if (known.state === 'missing') throw new AppError('module-not-found', { path: known.path });
    if (known.state !== 'ready') throw new AppError('module-not-allowed', { path: known.path });
    const running = open.get(known.moduleId);
    // A replaced file needs a new process.
    if (running?.known.sha256 === known.sha256) return running;
    void running?.client.close();
    const client = parts.startModule(sourceOf(known));
    client.onFault(() => {
      factsOf(known.moduleId).code = 'module-stopped';
      for (const listener of listeners) listener(known.moduleId);
    });
    const opened = { known, client };
    open.set(known.moduleId, opened);
    return opened;
  }

  function view(known: KnownModule): TokenModule {
    const { parameters: _parameters, state, ...rest } = known;
    const { code, library, slots } = factsOf(known.moduleId);
    const ran = state === 'ready' && code !== null ? stateOf(code) : state;
    const faults = open.get(known.moduleId)?.client.faults ?? 0;
    return { ...rest, state: ran, code: ran === state ? null : code, library, slots, faults };
  }

  return {
    list: async () => (await parts.registry.list()).map(view),
    view,
    sourceOf,
    async usable() {
      if (parts.unavailable !== null) return [];
      const known = await parts.registry.list();
      const ready = known.filter(({ state, moduleId }) => state === 'ready' && (only === null || moduleId === only));
      return ready.map(openModule);
    },
    get: async (moduleId) => openModule(await parts.registry.find(moduleId)),
    async restrictTo(path) {
      const opened = openModule(await parts.registry.find(path));
      only = opened.known.moduleId;
      return opened;
    },
    note(moduleId, fact) {
      Object.assign(factsOf(moduleId), fact);
    },
    async drop(moduleId) {
      const dropped = open.get(moduleId);
      open.delete(moduleId);
      facts.delete(moduleId);
      await dropped?.client.close();
    },
    onFault: (listener) => void listeners.push(listener),
    async close() {
      await Promise.all([...open.values()].map(async ({ client }) => client.close()));
      open.clear();
    },
  };
}

function stateOf(code: ErrorCode): TokenModule['state'] {
  if (code === 'module-paused') return 'paused';
  return code === 'module-broken' ? 'broken' : 'stopped';
}
