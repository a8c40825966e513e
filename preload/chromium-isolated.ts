// SPDX-License-Identifier: Apache-2.0
import { isolatedBindingName, worldHandover } from '../shared/ipc/channel.ts';
import type { EventNames, ToHost, ToIsolated, ToPage } from './chromium-messages.ts';

/**
 * @entry preload
 * This isolated world shares no JavaScript objects with the page. Only it has the CDP binding.
 */
declare const __APP_ORIGIN__: string;
const globals = globalThis as unknown as Record<string, unknown>;

function connect(): void {
  let toPage: string | undefined;

  function send(message: ToHost): void {
    (globals[isolatedBindingName] as (payload: string) => void)(JSON.stringify(message));
  }

  // Registered first, with `capture` and `once`, to ignore handovers forged by page scripts.
  document.addEventListener(
    worldHandover,
    (event) => {
      event.stopImmediatePropagation();
      const names = (event as CustomEvent<EventNames>).detail;
      toPage = names.toPage;
      document.addEventListener(names.toIsolated, (asked) => {
        const { id, message } = (asked as CustomEvent<ToIsolated>).detail;
        send({ kind: 'request', id, message });
      });
    },
    { capture: true, once: true },
  );

  globals['certstewardReceive'] = (message: ToPage) => {
    if (toPage !== undefined) document.dispatchEvent(new CustomEvent(toPage, { detail: message }));
  };
  globals['certstewardPickFiles'] = pickFiles;

  reportWindowChanges(() => send({ kind: 'window-changed' }));
}

/** CDP reports the chosen paths to main. The page never sees them. */
function pickFiles(accept: string): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = accept;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** CDP has no event for moved or resized windows. */
function reportWindowChanges(report: () => void): void {
  let known = placement();
  const check = () => {
    if (placement() === known) return;
    known = placement();
    report();
  };
  addEventListener('resize', check);
  addEventListener('pagehide', check);
  // Dragging the title bar sends no event, so check when the pointer returns.
  document.addEventListener('mouseenter', check, { capture: true });
}

function placement(): string {
  return [screenX, screenY, outerWidth, outerHeight].join();
}

if (location.origin === __APP_ORIGIN__ && window.top === window) connect();
