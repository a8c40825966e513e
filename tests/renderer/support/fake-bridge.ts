// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { definitionOf, isCallName } from '../../../shared/ipc/contract.ts';
import type { Envelope, Request } from '../../../shared/ipc/envelope.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';

type Answer = (request: Request) => unknown;

export interface FakeBridge {
  readonly requests: Request[];
  emit(event: string, payload: unknown): void;
}

/** A failure as main sends it. */
export class Refusal extends Error {
  readonly body: { code: string; details: ErrorDetails };

  constructor(code: string, details: ErrorDetails = {}) {
    super(code);
    this.body = { code, details };
  }
}

/** Like main's router: output that breaks the contract becomes `internal`. */
function outputOf(call: string, value: unknown): unknown {
  return isCallName(call) ? definitionOf(call).output.parse(value) : value;
}

/** Puts a bridge on `window`. Calls without an entry in `answers` fail with `unknown-call`. */
export function installBridge(answers: Record<string, Answer>): FakeBridge {
  const requests: Request[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const bridge: Bridge = {
    invoke: async (request) => {
      requests.push(request);
      try {
        const answer = answers[request.call];
        if (answer === undefined) throw new Refusal('unknown-call');
        return { ok: true, value: outputOf(request.call, await answer(request)) };
      } catch (error) {
        const body = error instanceof Refusal ? error.body : { code: 'internal', details: {} };
        return { ok: false, error: body } as Envelope;
      }
    },
    on: (event, listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
  };
  Object.defineProperty(window, 'certsteward', { value: bridge, configurable: true });
  return {
    requests,
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}

/** jsdom has no `matchMedia`. In this fake, no query matches. */
export function installMatchMedia(): void {
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
  });
}

export const unlockedVault: VaultStatus = {
  vaultId: '3f2a91c0-0000-4000-8000-000000000000',
  exists: true,
  state: 'unlocked',
  protectors: [{ kind: 'passphrase', createdAt: '2026-11-01T00:00:00Z' }],
  osStore: { available: false, reason: null },
  recoverySaved: true,
  lockable: true,
  syncedFolder: null,
  openToOthers: false,
  notAccepted: null,
  seal: 'sealed',
  olderCopy: false,
  rekeying: null,
  deleted: 0,
  certificates: 1,
  keys: 1,
  revision: 1,
  schemaVersion: 1,
  folder: '/vault',
};

export const defaultSettings: Settings = {
  language: 'en',
  theme: 'light',
  textSize: 'standard',
  autoLockMinutes: 15,
  useUnverified: false,
  reminders: { isOn: true, days: [60, 30, 14, 7, 3, 1, 0], quietHours: { from: 22, to: 8 }, hideNames: false },
  list: {
    sort: { by: 'expiry', descending: false },
    group: 'none',
    columns: ['issuer', 'where', 'status', 'backup'],
    density: 'auto',
    expiredLast: true,
    expiredHidden: false,
    expiringDays: 60,
  },
  keepInTray: false,
  startAtLogin: false,
  downloadFolder: null,
  window: { width: 1280, height: 800, maximized: false },
};
