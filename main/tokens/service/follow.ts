import type { ModulePool, OpenModule } from './module-pool.ts';
import type { Plugged } from './plugged.ts';

/** Follows plugging and unplugging while somebody looks (T02). */
export interface Follower {
  set(on: boolean): Promise<void>;
  /** Modules may have come or gone: they are followed from now on. */
  refresh(): Promise<void>;
  stop(): void;
}

export function createFollower(pool: ModulePool, plugged: Plugged, changed: () => void): Follower {
  const following = new Map<string, { readonly module: OpenModule; readonly stop: () => void }>();
  let on = false;

  function follow(module: OpenModule): void {
    const { moduleId } = module.known;
    const before = following.get(moduleId);
    if (before?.module === module) return;
    before?.stop();
    const stop = module.client.watch((slots) => {
      plugged.take(module, slots);
      changed();
    });
    following.set(moduleId, { module, stop });
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
