// SPDX-License-Identifier: Apache-2.0
import type { App } from 'electron';

export interface QuitOrder {
  readonly closed: Promise<void>;
  close(): void;
}

/** Delays quitting until services are closed, because some ways to quit skip `window-all-closed`. */
export function quitInOrder(app: Pick<App, 'on'>): QuitOrder {
  const closed = Promise.withResolvers<void>();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    closed.resolve();
  };
  app.on('window-all-closed', close);
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    close();
  });
  return { closed: closed.promise, close };
}
