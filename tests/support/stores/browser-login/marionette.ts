// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from 'node:net';

/** Firefox's remote protocol: `length:[type, id, name, parameters]` over a loopback socket. */
export interface Marionette {
  send(command: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect({ host: '127.0.0.1', port });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  readMessages(socket, (message) => {
    // The greeting is an object; replies are [1, id, error, value].
    if (!Array.isArray(message)) return;
    const [, id, error, value] = message as [number, number, { error: string; message: string } | null, unknown];
    const waits = waiting.get(id);
    waiting.delete(id);
    if (error === null) waits?.resolve(value);
    else waits?.reject(new Error(`${error.error}: ${error.message}`));
  });
  const lost = (): void => {
    for (const waits of waiting.values()) waits.reject(new Error('Firefox closed the connection'));
    waiting.clear();
  };
  socket.on('close', lost);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', lost);
  return {
    async send(command, parameters = {}) {
      const id = nextId++;
      const body = Buffer.from(JSON.stringify([0, id, command, parameters]));
      return await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
      });
    },
    close: () => void socket.destroy(),
  };
}

/** The length counts bytes. Messages can be split or merged. */
function readMessages(socket: Socket, take: (message: unknown) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (piece) => {
    rest = Buffer.concat([rest, piece]);
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.subarray(0, colon).toString('latin1'));
      if (rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end).toString('utf8')));
      rest = rest.subarray(end);
    }
  });
}
