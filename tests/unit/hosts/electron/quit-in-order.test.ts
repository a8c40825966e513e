// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { quitInOrder } from '../../../../main/hosts/electron/start/quit-in-order.ts';

/** Electron's order: a quit closes the windows without `window-all-closed`, then emits `will-quit`. */
function electron() {
  const app = new EventEmitter();
  const order = quitInOrder(app as never);
  const happened: string[] = [];
  const quit = () => {
    let prevented = false;
    app.emit('will-quit', { preventDefault: () => (prevented = true) });
    happened.push(prevented ? 'held' : 'quit');
  };
  void order.closed.then(() => {
    happened.push('services closed');
    quit();
  });
  return { app, order, happened, quit };
}

test('[U05] quitting by menu, tray or Cmd+Q closes the services first', async () => {
  const { order, happened, quit } = electron();
  quit();
  await order.closed;
  expect(happened).toEqual(['held', 'services closed', 'quit']);
});

test('[U05] closing the last window closes the services first', async () => {
  const { app, order, happened } = electron();
  app.emit('window-all-closed');
  await order.closed;
  expect(happened).toEqual(['services closed', 'quit']);
});
