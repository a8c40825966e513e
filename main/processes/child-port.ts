// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { withExactViews } from './exact-views.ts';

/** The child's end of the channel: the same few calls under utilityProcess (Electron) and fork (Node). */
export interface ChildPort {
  /** Resolves when the next message may follow: the channel holds no more than one that is not on its way. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
}

/** Electron's utilityProcess hands its port over as a property of `process`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Ends the process when started without a parent, or when the parent is gone: no orphan keeps key material. */
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
  // A terminal sends Ctrl-C to the whole group: the parent decides what becomes of the file that is being read.
  process.on('SIGINT', () => undefined);
  return {
    // A parent that is gone ends this process by `disconnect`.
    post: async (message) =>
      new Promise((sent) => {
        withExactViews(message, (exact) => process.send?.(exact, () => sent()));
      }),
    onMessage: (listener) => void process.on('message', listener),
  };
}
