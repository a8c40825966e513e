// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenModule } from '../../../shared/schemas/token.ts';
import type { TokensService } from '../tokens-service.ts';
import type { ModulePool } from './module-pool.ts';
import type { TokensParts } from './tokens-parts.ts';

type ModuleCalls = Pick<
  TokensService,
  | 'modules'
  | 'lookAtModule'
  | 'moduleFacts'
  | 'allowModule'
  | 'forgetModule'
  | 'retryModule'
  | 'browsers'
  | 'registerModule'
>;

export function moduleCalls(parts: TokensParts, pool: ModulePool, changed: () => void): ModuleCalls {
  const { registry, unavailable, stores } = parts;

  async function tryOut(moduleId: string): Promise<TokenModule> {
    const { known } = await pool.get(moduleId);
    const client = parts.startModule(pool.sourceOf(known));
    try {
      const library = await client.info();
      const slots = await client.slots();
      pool.note(moduleId, { code: null, library, slots: slots.length });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      pool.note(moduleId, { code: error.code });
      throw error;
    } finally {
      await client.close();
      changed();
    }
    return pool.view(known);
  }

  return {
    modules: async () => ({
      modules: await pool.list(),
      missing: [...(await registry.missing())],
      unavailable,
      notes: parts.notes(),
    }),
    lookAtModule: async ({ path }) => ({ facts: await registry.look(path) }),
    moduleFacts: async (moduleId) => await registry.factsOf(moduleId),
    async allowModule({ moduleId, sha256 }) {
      await registry.allow(moduleId, sha256);
      return { module: await tryOut(moduleId) };
    },
    async forgetModule({ moduleId }) {
      await registry.forget(moduleId);
      await pool.drop(moduleId);
      changed();
      return {};
    },
    async retryModule({ moduleId }) {
      const { known, client } = await pool.get(moduleId);
      client.retry();
      try {
        const library = await client.info();
        pool.note(moduleId, { code: null, library, slots: (await client.slots()).length });
      } finally {
        changed();
      }
      return { module: pool.view(known) };
    },
    async browsers({ moduleId }) {
      const { path, standard } = await registry.find(moduleId);
      return { places: standard === 'skf' ? [] : await stores.modulePlaces(path) };
    },
    async registerModule({ moduleId, storeId, registered }) {
      const { path, name, state, source, standard } = await registry.find(moduleId);
      if (standard === 'skf') throw new AppError('not-available');
      // Browsers load registered modules without asking.
      if (registered && state !== 'ready') throw new AppError('module-not-allowed', { path });
      return await stores.registerModule({ storeId, path, name, throughP11Kit: source === 'p11-kit', registered });
    },
  };
}
