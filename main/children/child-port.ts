// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { withExactViews } from './exact-views.ts';

export interface ChildPort {
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
}

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Exits when the parent is gone, so that no orphan keeps key material. */
export function openChildPort(): ChildPort {
  const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (parentPort) {
    return {
      post: async (message) => {
        withExactViews(message, (exact) => parentPort.postMessage(exact));
        await setImmediate();
      },
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    };
  }
  if (!process.send) process.exit(2);
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole process group, so let the parent decide.
  process.on('SIGINT', () => undefined);
  return {
    post: async (message) =>
      new Promise((sent) => {
        withExactViews(message, (exact) => process.send?.(exact, () => sent()));
      }),
    onMessage: (listener) => void process.on('message', listener),
  };
}
