// SPDX-License-Identifier: Apache-2.0
/**
 * The card's end of the vpcd protocol over TCP (virtualsmartcard/README: "Creating a Virtual Smart Card"). A message
 * is a two-octet big-endian length and the contents. Contents of one octet are a control message: 0 power off, 1 power
 * on, 2 reset, 4 get ATR. Only get ATR gets a reply.
 */
import { connect, type Socket } from 'node:net';
import { quickAckOf } from './quick-ack.ts';

const wantsAtr = 4;
const retryMs = 50;

export interface LinkedCard {
  readonly atr: Buffer;
  powerChanged(): void;
  /** Returns null if the card was pulled and can't reply. */
  transmit(octets: Buffer): Buffer | null;
}

export interface Link {
  /** Resolves when the reader's driver has accepted the card. Retries until the driver listens. */
  plug(): Promise<void>;
  unplug(): void;
}

function messagesOf(socket: Socket, take: (message: Buffer) => void): void {
  const acknowledgeAtOnce = quickAckOf(socket);
  let unread = Buffer.alloc(0);
  socket.on('connect', acknowledgeAtOnce);
  socket.on('data', (octets: Buffer) => {
    unread = Buffer.concat([unread, octets]);
    while (unread.length >= 2 && unread.length >= 2 + unread.readUInt16BE(0)) {
      const end = 2 + unread.readUInt16BE(0);
      const message = unread.subarray(2, end);
      unread = unread.subarray(end);
      take(message);
    }
    acknowledgeAtOnce();
  });
}

export function linkToVpcd(port: number, card: LinkedCard): Link {
  let socket: Socket | null = null;

  const send = (message: Buffer): void => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket?.write(Buffer.concat([length, message]));
  };

  const take = (message: Buffer): void => {
    if (message.length !== 1) {
      const answer = card.transmit(message);
      if (answer !== null) send(answer);
    } else if (message[0] === wantsAtr) send(card.atr);
    else card.powerChanged();
  };

  const attempt = (): Promise<Socket | null> => {
    const { promise, resolve } = Promise.withResolvers<Socket | null>();
    const candidate = connect(port, '127.0.0.1');
    candidate.setNoDelay(true);
    candidate.once('connect', () => resolve(candidate));
    candidate.on('error', () => resolve(null));
    candidate.on('close', () => {
      if (socket === candidate) socket = null;
    });
    messagesOf(candidate, take);
    return promise;
  };

  return {
    async plug() {
      while (socket === null) {
        socket = await attempt();
        if (socket === null) await new Promise((again) => setTimeout(again, retryMs));
      }
    },
    unplug() {
      socket?.destroy();
      socket = null;
      card.powerChanged();
    },
  };
}
