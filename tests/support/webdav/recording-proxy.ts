// SPDX-License-Identifier: Apache-2.0
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Direction = 'up' | 'down';

/** Disturbs traffic after `at` octets in one direction. */
export interface Fault {
  readonly direction: Direction;
  readonly at: number;
  /**
   * `once` counts octets over all connections and applies once, `each` counts per connection. `end` sends FIN, `reset`
   * sends RST, and `stall` keeps the connection open without passing anything.
   */
  readonly count: 'once' | 'each';
  readonly how: 'end' | 'reset' | 'stall';
}

export interface RecordingProxy {
  readonly port: number;
  /** Every octet since `forget` in this direction. */
  recorded(direction: Direction): Buffer;
  /** Each connection since `forget`. */
  connections(): readonly { readonly up: Buffer; readonly down: Buffer }[];
  forget(): void;
  setFault(fault: Fault | null): void;
  onFault(listener: () => void): void;
  /** Answers the next `connections` connections with 503. */
  refuse(connections: number): void;
  stop(): Promise<void>;
}

interface Line {
  readonly up: Buffer[];
  readonly down: Buffer[];
  readonly passed: Record<Direction, number>;
  stalled: boolean;
}

export async function startProxy(target: number): Promise<RecordingProxy> {
  let lines: Line[] = [];
  let fault: Fault | null = null;
  let refusals = 0;
  let listener: () => void = () => undefined;
  const total: Record<Direction, number> = { up: 0, down: 0 };
  const open = new Set<Socket>();

  function pass(line: Line, direction: Direction, piece: Buffer, from: Socket, to: Socket): void {
    if (line.stalled) return;
    const before = fault?.count === 'each' ? line.passed[direction] : total[direction];
    const room = fault?.direction === direction ? fault.at - before : Infinity;
    const part = piece.subarray(0, Math.max(0, Math.min(piece.length, room)));
    line[direction].push(part);
    line.passed[direction] += part.length;
    total[direction] += part.length;
    if (part.length === piece.length && room > piece.length) {
      to.write(part);
      return;
    }
    const { how, count } = fault ?? { how: 'end', count: 'once' };
    if (count === 'once') fault = null;
    if (how === 'stall') line.stalled = true;
    to.write(part, () => {
      if (how === 'reset') for (const each of [from, to]) each.resetAndDestroy();
      if (how === 'end') for (const each of [from, to]) each.destroySoon();
      listener();
    });
  }

  const server = createServer((client) => {
    const line: Line = { up: [], down: [], passed: { up: 0, down: 0 }, stalled: false };
    lines.push(line);
    if (refusals > 0) {
      refusals -= 1;
      client.on('error', () => undefined).resume();
      client.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to, direction] of [
      [client, upstream, 'up'],
      [upstream, client, 'down'],
    ] as const) {
      open.add(from);
      from.on('data', (piece) => pass(line, direction, piece, from, to));
      from.on('end', () => !line.stalled && to.end());
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroySoon();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    recorded: (direction) => Buffer.concat(lines.flatMap((line) => line[direction])),
    connections: () => lines.map(({ up, down }) => ({ up: Buffer.concat(up), down: Buffer.concat(down) })),
    forget() {
      lines = [];
      total.up = 0;
      total.down = 0;
    },
    setFault(next) {
      fault = next;
    },
    onFault(next) {
      listener = next;
    },
    refuse(connections) {
      refusals = connections;
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
