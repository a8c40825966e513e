// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Journal } from './card.ts';
import type { CardMessage, Order, OrderMessage } from './control.ts';

export interface CardProcess {
  /** Resolves with the journal once the card has carried out the order. */
  order(order: Order): Promise<{ readonly journal: Journal; readonly id: number }>;
  /** Resolves when the `unplugOn` with this id has fired. */
  fired(id: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the card without plugging it in. */
export function startCard(port: number, stateFile: string, serial: number): CardProcess {
  const entry = fileURLToPath(new URL('virtual-yubikey.ts', import.meta.url));
  const child = fork(entry, [port, stateFile, serial].map(String), { execArgv: [], stdio: 'inherit' });
  const gone = once(child, 'exit');
  const waiting = new Map<number, PromiseWithResolvers<Journal>>();
  const traps = new Map<number, PromiseWithResolvers<void>>();
  let last = 0;

  const trap = (id: number): PromiseWithResolvers<void> => {
    const known = traps.get(id) ?? Promise.withResolvers<void>();
    traps.set(id, known);
    return known;
  };

  child.on('message', (message: CardMessage) => {
    if ('fired' in message) return trap(message.fired).resolve();
    waiting.get(message.id)?.resolve(message.journal);
    return waiting.delete(message.id);
  });
  child.on('exit', (code) => {
    for (const order of waiting.values()) order.reject(new Error(`the virtual YubiKey ended with ${code}`));
  });

  return {
    order: async (order) => {
      last += 1;
      const id = last;
      const answer = Promise.withResolvers<Journal>();
      waiting.set(id, answer);
      child.send({ id, order } satisfies OrderMessage);
      return { journal: await answer.promise, id };
    },
    fired: (id) => trap(id).promise,
    stop: async () => {
      if (child.connected) child.disconnect();
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
  };
}
