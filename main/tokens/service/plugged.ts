// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { SlotReport, TokenReport } from '../module-port.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import type { ModulePool, OpenModule } from './module-pool.ts';
import { tokenIdOf } from './token-identity.ts';

/** How long one that was there until a moment ago is looked for, and how long ago that may be. */
const lookedForMs = 1000;
const lookAgainMs = 100;
const momentMs = 5000;

/** A token as one module shows it. */
export interface TokenView {
  readonly id: string;
  readonly module: OpenModule;
  readonly slot: SlotReport;
  readonly token: TokenReport;
}

/** One device, which several modules may show, each under a serial of its own. */
export interface Device {
  /** The view in use; its id is the device's. */
  readonly chosen: TokenView;
  readonly views: readonly TokenView[];
}

/** The tokens that are plugged in, over all modules. */
export interface Plugged {
  /** Asks every module now. One that fails or does not answer hides only its own tokens. */
  read(): Promise<Device[]>;
  /** As last read or followed. */
  last(): Device[] | null;
  /** A module's process told its slots by itself. */
  take(module: OpenModule, slots: readonly SlotReport[]): void;
  /** Reads a token anew from the modules that show it; nothing where it, or they, are gone. */
  refresh(tokenId: string): Promise<void>;
  /** A module's slots are not known any more. */
  forget(moduleId: string): void;
  /** Read anew from the modules that show it: its flags count tries. Errors: `token-not-found`. */
  find(tokenId: string): Promise<Device>;
}

export function createPlugged(pool: ModulePool, memory: TokenMemory): Plugged {
  const reports = new Map<string, { module: OpenModule; slots: readonly SlotReport[] }>();
  /** By the tokens' ids: when a module showed one last (performance.now()). */
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
        // From the first answer on: a module that hung in it is asked once more in any case.
        const now = performance.now();
        giveUpAt ??= now + lookedForMs;
        if (!wasThere || now > giveUpAt) throw new AppError('token-not-found');
        // Another program may have it to itself for a moment (libykcs11 sees no card then).
        await setTimeout(lookAgainMs);
      }
    },
  };
}

/**
 * The same device: the same identity (a module behind another one), or the same reader, whose name the modules take
 * from the system. OpenSC and YubiKey's own module, for one, tell different serials (field measurement).
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
  // One module never shows a device twice: two of its slots with one token each are two tokens.
  if (one.module === other.module) return false;
  if (one.id === other.id) return true;
  const reader = one.slot.description;
  return reader !== '' && one.slot.hardware && other.slot.hardware && reader === other.slot.description;
}

/** The person's choice; else the module that can do more with it, the maker's own before OpenSC. */
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
