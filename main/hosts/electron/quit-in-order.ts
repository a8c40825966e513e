// SPDX-License-Identifier: Apache-2.0
import type { App } from 'electron';

/** What the entry waits for before it ends the services. */
export interface QuitOrder {
  readonly closed: Promise<void>;
  /** The last window is gone, or never was. */
  close(): void;
}

/**
 * Holds a quit up once, until the services are closed. The menu, Cmd+Q, the tray and the end of the session quit without
 * `window-all-closed`: vault, socket and open tokens would be left as they are. The entry quits again at its end.
 */
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
