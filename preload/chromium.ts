import { portHandover } from '../shared/ipc/channel.ts';
import { contractNames, createBridge } from './bridge.ts';
import type { ToIsolated, ToPage } from './chromium-messages.ts';

/**
 * The page's half in the Chromium host. Runs in the page's own world before any script of the page; it keeps one
 * MessagePort to the isolated world, which alone can reach the Node process (contextIsolation's counterpart).
 */
declare const __APP_ORIGIN__: string;

function openTransport() {
  const channel = new MessageChannel();
  const waiting = new Map<number, (answer: unknown) => void>();
  let onEvent: (event: string, payload: unknown) => void = () => {};
  let lastId = 0;
  channel.port1.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if ('event' in data) return onEvent(data.event, data.payload);
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  channel.port1.start();
  window.postMessage(portHandover, location.origin, [channel.port2]);
  return {
    request: (message: unknown) =>
      new Promise<unknown>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        channel.port1.postMessage({ id: lastId, message } satisfies ToIsolated);
      }),
    onEvent(listener: (event: string, payload: unknown) => void) {
      onEvent = listener;
    },
  };
}

// In every frame: no CSP directive covers WebRTC, and Chromium 156 opened UDP sockets for a peer connection in spite of
// the handling policy set by switch and preference (measured).
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(window, name);

if (location.origin === __APP_ORIGIN__ && window.top === window) {
  Object.defineProperty(window, 'certsteward', {
    value: createBridge(openTransport(), contractNames()),
    enumerable: true,
    configurable: false,
    writable: false,
  });
}
