// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';
import { decodeMessage, encodeCall, errorReply, messageLength, methodReturn, signal } from './bus-message.ts';
import type { BusMessage, MethodCall } from './bus-message.ts';

export interface SessionBus {
  readonly isOpen: boolean;
  call(call: MethodCall): Promise<BusMessage>;
  onSignal(listener: (message: BusMessage) => void): void;
  close(): void;
}

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
/** The notification service may start slowly. */
const replyTimeoutMs = 10_000;

/** D-Bus Specification, "Server Addresses". Returns the first socket, or null. */
export function sessionBusSocket(env: Readonly<Record<string, string | undefined>>): string | null {
  const runtime = env['XDG_RUNTIME_DIR'];
  const address = env['DBUS_SESSION_BUS_ADDRESS'] ?? (runtime?.startsWith('/') ? `unix:path=${runtime}/bus` : '');
  for (const each of address.split(';')) {
    const match = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(each);
    if (match?.[2]) {
      try {
        return `${match[1] === 'abstract' ? '\0' : ''}${decodeURIComponent(match[2])}`;
      } catch {
        // Malformed: try the next address.
      }
    }
  }
  return null;
}

/** The bus checks `uid` against the socket's credentials (EXTERNAL). */
export async function connectSessionBus(socketPath: string, uid: number): Promise<SessionBus> {
  const socket = connect(socketPath);
  const waiting = new Map<number, { resolve(message: BusMessage): void; reject(error: Error): void }>();
  const listeners: ((message: BusMessage) => void)[] = [];
  const authenticated = Promise.withResolvers<void>();
  let pending = Buffer.alloc(0);
  let isReady = false;
  let isOpen = true;
  let serial = 0;

  function end(): void {
    isOpen = false;
    const error = new Error('the session bus is gone');
    authenticated.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    socket.destroy();
  }

  function take(message: BusMessage): void {
    if (message.type === signal) for (const listener of listeners) listener(message);
    if (message.replySerial === null || (message.type !== methodReturn && message.type !== errorReply)) return;
    const caller = waiting.get(message.replySerial);
    waiting.delete(message.replySerial);
    if (message.type === methodReturn) caller?.resolve(message);
    else caller?.reject(new Error('refused'));
  }

  function read(): void {
    for (;;) {
      const length = messageLength(pending);
      if (length === null || pending.length < length) return;
      const message = decodeMessage(pending.subarray(0, length));
      pending = pending.subarray(length);
      take(message);
    }
  }

  socket.on('error', end);
  socket.on('close', end);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    if (!isReady) {
      const line = pending.indexOf('\r\n');
      if (line === -1) return;
      if (!pending.subarray(0, line).toString('latin1').startsWith('OK ')) return end();
      pending = pending.subarray(line + 2);
      socket.write('BEGIN\r\n');
      isReady = true;
      authenticated.resolve();
    }
    try {
      read();
    } catch {
      end();
    }
  });

  async function call(wanted: MethodCall): Promise<BusMessage> {
    if (!isOpen) throw new Error('the session bus is gone');
    serial += 1;
    const own = serial;
    const answer = Promise.withResolvers<BusMessage>();
    waiting.set(own, answer);
    socket.write(encodeCall(wanted, own));
    const timer = setTimeout(() => answer.reject(new Error('no answer')), replyTimeoutMs);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      waiting.delete(own);
    }
  }

  // "Authentication Protocol": NUL, then the decimal uid in hex.
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`);
  await authenticated.promise;
  try {
    await call({ ...bus, member: 'Hello', signature: '', body: new Uint8Array() });
  } catch (error) {
    end();
    throw error;
  }
  socket.unref();
  return {
    get isOpen() {
      return isOpen;
    },
    call,
    onSignal: (listener) => void listeners.push(listener),
    close: end,
  };
}

export function addMatch(rule: string, write: (text: string) => Uint8Array): MethodCall {
  return { ...bus, member: 'AddMatch', signature: 's', body: write(rule) };
}
