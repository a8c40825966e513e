// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { viewsIn } from './misuse.ts';

/**
 * An Electron child: `process.parentPort` replaces `process.send` and queues early messages until a listener is added.
 */
class ParentPort extends EventEmitter {
  readonly #early: unknown[] = [];
  #listens = false;

  constructor() {
    super();
    process.on('message', (data) => (this.#listens ? this.#tell(data) : this.#early.push(data)));
    this.on('newListener', (event) => {
      if (event !== 'message' || this.#listens) return;
      this.#listens = true;
      setImmediate(() => this.#early.splice(0).forEach((data) => this.#tell(data)));
    });
  }

  #tell(data: unknown): void {
    this.emit('message', { data, ports: [] });
  }

  postMessage(message: unknown): void {
    send({ message: structuredClone(message), views: viewsIn(message) });
  }
}

const send = process.send?.bind(process) as (message: unknown) => void;
const [, , entry = '', ...words] = process.argv;
const port = new ParentPort();
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.defineProperty(process, 'send', { value: undefined });
Object.defineProperty(process, 'parentPort', { value: port, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility' });
process.argv = [process.argv[0] ?? '', entry, ...words];
await import(pathToFileURL(entry).href);
