// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokensService } from '../tokens-service.ts';
import { backupDataCalls } from './backup-data.ts';
import { importDraft } from './objects/import-draft.ts';
import { holdingsOf } from './objects/holdings.ts';
import { initialise, initialiseSlot } from './initialise.ts';
import { createFollower } from './follow.ts';
import { createModulePool } from './module-pool.ts';
import { moduleCalls } from './modules-calls.ts';
import { objectCalls } from './objects/object-calls.ts';
import { createObjectListings } from './objects/object-listings.ts';
import { createConnectedTokens } from './connected-tokens.ts';
import { changePin, unblockPin } from './set-pins.ts';
import { createTokenWork } from './token-work.ts';
import { isManaged, tokenView } from './token-view.ts';
import { vaultKeyCalls } from './keys/vault-key.ts';
import type { TokensParts } from './tokens-parts.ts';

export function createTokens(parts: TokensParts): TokensService {
  const { memory, unavailable } = parts;
  const listeners: ((tokenId: string | null) => void)[] = [];
  let closed = false;
  const pool = createModulePool(parts);
  const connectedTokens = createConnectedTokens(pool, memory);
  const showsAll = (tokenId: string): boolean =>
    (connectedTokens.last() ?? []).some(
      // SKF shows all objects before a login.
      ({ chosen }) => chosen.id === tokenId && (chosen.slot.keptOpen || chosen.token.standard === 'skf'),
    );
  const work = createTokenWork(parts, connectedTokens);
  const listings = createObjectListings(parts, work, showsAll);

  function changed(tokenId: string | null): void {
    listings.forget(tokenId);
    for (const listener of listeners) listener(tokenId);
  }

  const follower = createFollower(pool, connectedTokens, () => changed(null));
  pool.onFault((moduleId) => {
    if (closed) return;
    connectedTokens.forget(moduleId);
    changed(null);
  });

  async function pinWork(tokenId: string, call: () => Promise<void>): Promise<Record<string, never>> {
    try {
      await call();
    } finally {
      changed(tokenId);
    }
    return {};
  }

  return {
    ...moduleCalls(parts, pool, () => {
      void follower.refresh();
      changed(null);
    }),
    ...objectCalls({ parts, connectedTokens, work, listings, changed }),
    ...backupDataCalls({ work, connectedTokens, changed }),
    ...vaultKeyCalls({ parts, work, changed }),
    async list({ refresh }) {
      const last = refresh ? null : connectedTokens.last();
      const devices = last ?? (await connectedTokens.read());
      const tokens = devices.map((device) => tokenView(device, memory));
      return { tokens, unavailable };
    },
    async holdings() {
      const devices = await connectedTokens.read();
      return await holdingsOf(
        devices.map((device) => tokenView(device, memory)),
        listings,
      );
    },
    async follow({ on }) {
      await follower.set(on);
      return {};
    },
    async useModule({ tokenId, moduleId }) {
      const device = await connectedTokens.find(tokenId);
      if (!device.views.some(({ module }) => module.known.moduleId === moduleId))
        throw new AppError('module-not-found');
      for (const { id } of device.views) memory.preferModule(id, moduleId);
      changed(null);
      return {};
    },
    unlock: async ({ tokenId, ...pins }) =>
      pinWork(tokenId, async () => {
        await work.asUser(tokenId, pins, async (session) => session.keepOpen());
        await connectedTokens.refresh(tokenId);
      }),
    lock: async ({ tokenId }) =>
      pinWork(tokenId, async () => {
        await work.look(tokenId, async (session) => session.logout());
        await connectedTokens.refresh(tokenId);
      }),
    async manage({ tokenId, on }) {
      const device = await connectedTokens.find(tokenId);
      for (const { id } of device.views) memory.setManaged(id, on);
      if (isManaged(device, memory) !== on) throw new AppError('internal');
      changed(tokenId);
      return {};
    },
    changePin: async (input) => pinWork(input.tokenId, async () => changePin(work, input)),
    unblockPin: async (input) => pinWork(input.tokenId, async () => unblockPin(memory, work, input)),
    async initialise(input) {
      const certificatesOn = async (tokenId: string): Promise<string[]> => {
        const objects = await listings.whole(tokenId, { fresh: true });
        return objects.flatMap(({ fields }) => (fields === null ? [] : [fields.sha256]));
      };
      try {
        return { tokenId: await initialise({ memory, connectedTokens, work, certificatesOn }, input) };
      } finally {
        changed(null);
      }
    },
    async useOnly({ modulePath }) {
      const { known } = await pool.restrictTo(modulePath);
      return { moduleId: known.moduleId };
    },
    initialiseSlot: async (input) => initialiseSlot({ memory, pool }, input),
    importDraft: async (input) => importDraft(parts, work, input),
    onChange: (listener) => void listeners.push(listener),
    close() {
      closed = true;
      follower.stop();
      void pool.close();
    },
  };
}
