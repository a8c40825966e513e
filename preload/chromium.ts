// SPDX-License-Identifier: Apache-2.0
import { worldHandover } from '../shared/ipc/channel.ts';
import { contractNames, createBridge } from './bridge.ts';
import type { EventNames, ToIsolated, ToPage } from './chromium-messages.ts';
import { removeWebRtc } from './remove-web-rtc.ts';

/**
 * @entry preload
 * Runs before the page's scripts. Only the isolated world can reach the Node process.
 * Uses DOM events with secret names, because MessagePort messages wait for the next frame after a keystroke (14 ms,
 * measured).
 */
declare const __APP_ORIGIN__: string;

function openTransport() {
  // Captured before a page script can replace them.
  const Message = CustomEvent;
  const dispatch = document.dispatchEvent.bind(document);
  const names: EventNames = { toIsolated: secretName(), toPage: secretName() };
  const waiting = new Map<number, (answer: unknown) => void>();
  let onEvent: (event: string, payload: unknown) => void = () => {};
  let lastId = 0;
  document.addEventListener(names.toPage, (event) => {
    const { detail } = event as CustomEvent<ToPage>;
    if ('event' in detail) return onEvent(detail.event, detail.payload);
    waiting.get(detail.id)?.(detail.answer);
    waiting.delete(detail.id);
  });
  dispatch(new Message(worldHandover, { detail: names }));
  return {
    request: (message: unknown) =>
      new Promise<unknown>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        dispatch(new Message(names.toIsolated, { detail: { id: lastId, message } satisfies ToIsolated }));
      }),
    onEvent(listener: (event: string, payload: unknown) => void) {
      onEvent = listener;
    },
  };
}

function secretName(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

removeWebRtc();

if (location.origin === __APP_ORIGIN__ && window.top === window) {
  Object.defineProperty(window, 'certsteward', {
    value: createBridge(openTransport(), contractNames()),
    enumerable: true,
    configurable: false,
    writable: false,
  });
}
