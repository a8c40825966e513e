// SPDX-License-Identifier: Apache-2.0
import type { Bridge } from '../shared/ipc/bridge.ts';
import type { Envelope } from '../shared/ipc/envelope.ts';

/** Injected by the build, so that no schema library ends up in the preload. */
declare const __CALL_NAMES__: readonly string[];
declare const __EVENT_NAMES__: readonly string[];

export interface Transport {
  request(message: unknown): Promise<unknown>;
  onEvent(listener: (event: string, payload: unknown) => void): void;
}

export interface Names {
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

export const contractNames = (): Names => ({ calls: __CALL_NAMES__, events: __EVENT_NAMES__ });

/** Maximum events queued per name without a listener; older ones are dropped. */
const mostWaiting = 16;

/** Rejects names outside the contract. The router also checks them. */
export function createBridge(transport: Transport, names: Names): Bridge {
  const listeners = new Map<string, Set<(payload: unknown) => void>>(names.events.map((name) => [name, new Set()]));
  const waiting = new Map<string, unknown[]>(names.events.map((name) => [name, []]));
  transport.onEvent((event, payload) => {
    const subscribed = listeners.get(event);
    if (!subscribed) return;
    // A file opened from the desktop can arrive before the first render.
    if (subscribed.size === 0) waiting.set(event, [...(waiting.get(event) ?? []), payload].slice(-mostWaiting));
    for (const listener of subscribed) listener(payload);
  });
  return Object.freeze({
    async invoke({ call, input, operationId }) {
      if (!names.calls.includes(call)) return refusal('unknown-call');
      // Drop any other properties that the page added.
      const message = operationId === undefined ? { call, input } : { call, input, operationId };
      return (await transport.request(message)) as Envelope;
    },
    on(event, listener) {
      const subscribed = listeners.get(event);
      if (!subscribed) throw new TypeError(`no such event: ${event}`);
      // Wrap each subscription, because a listener may subscribe twice and unsubscribe once.
      const own = (payload: unknown) => listener(payload);
      subscribed.add(own);
      const missed = waiting.get(event) ?? [];
      waiting.set(event, []);
      for (const payload of missed) own(payload);
      return () => void subscribed.delete(own);
    },
  } satisfies Bridge);
}

function refusal(code: 'unknown-call'): Envelope {
  return { ok: false, error: { code, details: {} } };
}
