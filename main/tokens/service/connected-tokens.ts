// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { SlotReport, TokenReport } from '../module-port.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import type { ModulePool, OpenModule } from './module-pool.ts';
import { tokenIdOf } from './keys/token-identity.ts';

const lookedForMs = 1000;
const lookAgainMs = 100;
const momentMs = 5000;

export interface TokenView {
  readonly id: string;
  readonly module: OpenModule;
  readonly slot: SlotReport;
  readonly token: TokenReport;
}

export interface Device {
  readonly chosen: TokenView;
  readonly views: readonly TokenView[];
}

export interface ConnectedTokens {
  /** If a module fails, only its own tokens are missing. */
  read(): Promise<Device[]>;
  last(): Device[] | null;
  take(module: OpenModule, slots: readonly SlotReport[]): void;
  refresh(tokenId: string): Promise<void>;
  forget(moduleId: string): void;
  /** Rereads the flags, which warn of few tries left. Throws `token-not-found`. */
  find(tokenId: string): Promise<Device>;
}

export function createConnectedTokens(pool: ModulePool, memory: TokenMemory): ConnectedTokens {
  const reports = new Map<string, { module: OpenModule; slots: readonly SlotReport[] }>();
  const seen = new Map<string, number>();
  let known = false;

  function keepReport(module: OpenModule, slots: readonly SlotReport[]): void {
    const now = performance.now();
    for (const slot of slots) if (slot.token !== null) seen.set(tokenIdOf(slot.token, slot), now);
    reports.set(module.known.moduleId, { module, slots });
  }

  async function ask(module: OpenModule): Promise<void> {
    const { moduleId } = module.known;
    try {
      const library = await module.client.info();
      const slots = await module.client.slots();
      pool.note(moduleId, { code: null, library, slots: slots.length });
      keepReport(module, slots);
    } catch (error) {
      reports.delete(moduleId);
      if (!(error instanceof AppError)) throw error;
      pool.note(moduleId, { code: error.code });
    }
  }

  function devices(): Device[] {
    const views = [...reports.values()].flatMap(({ module, slots }) =>
      slots.flatMap((slot) => {
        const { token } = slot;
        return token === null ? [] : [{ id: tokenIdOf(token, slot), module, slot, token }];
      }),
    );
    return groupByDevice(views).map((group) => ({ views: group, chosen: choose(group, memory) }));
  }

  function shown(tokenId: string): Device | undefined {
    return known ? devices().find(({ views }) => views.some(({ id }) => id === tokenId)) : undefined;
  }

  return {
    async read() {
      const modules = await pool.usable();
      const wanted = new Set(modules.map(({ known: { moduleId } }) => moduleId));
      for (const moduleId of reports.keys()) if (!wanted.has(moduleId)) reports.delete(moduleId);
      await Promise.all(modules.map(ask));
      known = true;
      return devices();
    },
    last: () => (known ? devices() : null),
    take(module, slots) {
      pool.note(module.known.moduleId, { code: null, slots: slots.length });
      keepReport(module, slots);
    },
    forget: (moduleId) => void reports.delete(moduleId),
    refresh: async (tokenId) => {
      await Promise.all((shown(tokenId)?.views ?? []).map(async ({ module }) => ask(module)));
    },
    async find(tokenId) {
      const before = shown(tokenId);
      const wasThere = before !== undefined || performance.now() - (seen.get(tokenId) ?? -Infinity) < momentMs;
      let giveUpAt: number | null = null;
      for (;;) {
        if (before) await Promise.all(before.views.map(async ({ module }) => ask(module)));
        else await this.read();
        const device = shown(tokenId);
        if (device) return device;
        const now = performance.now();
        giveUpAt ??= now + lookedForMs;
        if (!wasThere || now > giveUpAt) throw new AppError('token-not-found');
        // libykcs11 hides a card that another program holds.
        await setTimeout(lookAgainMs);
      }
    },
  };
}

/**
 * OpenSC and YubiKey's module report different serial numbers for one device (measured), so this also compares reader
 * names.
 */
function groupByDevice(views: readonly TokenView[]): TokenView[][] {
  const groups: TokenView[][] = [];
  for (const view of views) {
    const same = groups.find((group) => group.some((other) => isSameDevice(view, other)));
    if (same) same.push(view);
    else groups.push([view]);
  }
  return groups;
}

function isSameDevice(one: TokenView, other: TokenView): boolean {
  // Two slots of one module are two tokens.
  if (one.module === other.module) return false;
  if (one.id === other.id) return true;
  const reader = one.slot.description;
  return reader !== '' && one.slot.hardware && other.slot.hardware && reader === other.slot.description;
}

function choose(group: readonly TokenView[], memory: TokenMemory): TokenView {
  const wished = new Set(group.map(({ id }) => memory.preferredModule(id)).filter((each) => each !== null));
  const rank = (view: TokenView): number =>
    (wished.has(view.module.known.moduleId) ? 1000 : 0) +
    view.token.generates.length * 2 +
    (/opensc/i.test(view.module.known.path) ? 0 : 1);
  const [best] = group.toSorted((a, b) => rank(b) - rank(a));
  if (!best) throw new AppError('internal');
  return best;
}
