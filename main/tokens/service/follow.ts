// SPDX-License-Identifier: Apache-2.0
import type { ModulePool, OpenModule } from './module-pool.ts';
import type { ConnectedTokens } from './connected-tokens.ts';

export interface Follower {
  set(on: boolean): Promise<void>;
  refresh(): Promise<void>;
  stop(): void;
}

/** Longest wait for other modules: otherwise, a device shown by two modules would flicker. */
const othersMs = 500;

export function createFollower(pool: ModulePool, connectedTokens: ConnectedTokens, changed: () => void): Follower {
  const following = new Map<string, { readonly module: OpenModule; readonly stop: () => void }>();
  let on = false;
  let announcing = false;

  function follow(module: OpenModule): void {
    const { moduleId } = module.known;
    const before = following.get(moduleId);
    if (before?.module === module) return;
    before?.stop();
    const stop = module.client.watch((slots) => {
      connectedTokens.take(module, slots);
      void announce(module);
    });
    following.set(moduleId, { module, stop });
  }

  async function announce(by: OpenModule): Promise<void> {
    if (announcing) return;
    announcing = true;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, othersMs);
    const others = [...following.values()].filter(({ module }) => module !== by);
    await Promise.race([late, Promise.all(others.map(async ({ module }) => module.client.lookNow()))]);
    clearTimeout(timer);
    announcing = false;
    if (on) changed();
  }

  function stopAll(): void {
    for (const { stop } of following.values()) stop();
    following.clear();
  }

  async function refresh(): Promise<void> {
    if (!on) return;
    const modules = await pool.usable();
    if (!on) return;
    const wanted = new Set(modules.map(({ known }) => known.moduleId));
    for (const [moduleId, { stop }] of following) {
      if (wanted.has(moduleId)) continue;
      stop();
      following.delete(moduleId);
    }
    for (const module of modules) follow(module);
  }

  return {
    async set(wanted) {
      on = wanted;
      if (on) await refresh();
      else stopAll();
    },
    refresh,
    stop: () => {
      on = false;
      stopAll();
    },
  };
}
