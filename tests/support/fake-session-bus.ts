// SPDX-License-Identifier: Apache-2.0
import net from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  BusWriter,
  decodeMessage,
  errorReply,
  messageLength,
  methodReturn,
  signal,
} from '../../main/hosts/node/notices/bus-message.ts';
import type { BusMessage } from '../../main/hosts/node/notices/bus-message.ts';
import { temporaryFolder } from './vault/vault-fixture.ts';

export interface FakeBus {
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  readonly service: string;
  readonly connections: number;
  readonly closed: number;
  emit(member: string, sender: string, body: Uint8Array): void;
  /** Sends raw octets, as a broken or hostile service would. */
  send(bytes: Uint8Array): void;
}

type Answer = (call: BusMessage) => { readonly signature: string; readonly body: Uint8Array } | 'refused' | 'silence';

/** A session bus that accepts every client and returns `answer`'s replies. It closes with the test. */
export async function startFakeBus(answer: Answer, { refusesHello = false } = {}): Promise<FakeBus> {
  const path = join(temporaryFolder(), 'bus');
  const service = ':1.7';
  let client: net.Socket | null = null;
  let serial = 100;
  let connections = 0;
  let closed = 0;

  function message(type: number, fields: (writer: BusWriter) => void, body: Uint8Array): Uint8Array {
    const head = new BusWriter();
    fields(head);
    serial += 1;
    const fixed = new BusWriter();
    for (const byte of [0x6c, type, 1, 1]) fixed.byte(byte);
    fixed.uint32(body.length).uint32(serial).uint32(head.length);
    return Buffer.concat([fixed.bytes(), head.bytes(), new Uint8Array((8 - (head.length % 8)) % 8), body]);
  }
  const text = (writer: BusWriter, code: number, value: string) =>
    writer.align(8).byte(code).signature('s').string(value);
  const typed = (writer: BusWriter, signature: string) => {
    if (signature !== '') writer.align(8).byte(8).signature('g').signature(signature);
  };

  function take(bytes: Buffer): void {
    const call = decodeMessage(bytes);
    const to = bytes.readUInt32LE(8);
    const given =
      refusesHello && call.member === 'Hello'
        ? 'refused'
        : call.member === 'Hello' || call.member === 'AddMatch'
          ? { signature: '', body: Buffer.alloc(0) }
          : answer(call);
    if (given === 'silence') return;
    const refused = given === 'refused';
    const reply = message(
      refused ? errorReply : methodReturn,
      (writer) => {
        writer.align(8).byte(5).signature('u').uint32(to);
        text(writer, 7, service);
        typed(writer, refused ? 's' : given.signature);
      },
      refused ? new BusWriter().string('no').bytes() : given.body,
    );
    client?.write(reply);
  }

  const server = net.createServer((socket) => {
    client = socket;
    connections += 1;
    let pending = Buffer.alloc(0);
    let isIn = false;
    socket.on('error', () => undefined);
    socket.on('close', () => (closed += 1));
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      if (!isIn) {
        const line = pending.toString('latin1');
        if (line.includes('BEGIN\r\n')) {
          pending = pending.subarray(line.indexOf('BEGIN\r\n') + 7);
          isIn = true;
        } else if (line.includes('AUTH')) socket.write('OK 0123456789abcdef0123456789abcdef\r\n');
        if (!isIn) return;
      }
      for (let length = messageLength(pending); length !== null && pending.length >= length;) {
        take(pending.subarray(0, length));
        pending = pending.subarray(length);
        length = messageLength(pending);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(path, listening));
  onTestFinished(() => {
    client?.destroy();
    server.close();
  });
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path},guid=00` },
    service,
    get connections() {
      return connections;
    },
    get closed() {
      return closed;
    },
    emit(member, sender, body) {
      const sent = message(
        signal,
        (writer) => {
          text(writer, 2, 'org.freedesktop.Notifications');
          text(writer, 3, member);
          text(writer, 7, sender);
          typed(writer, 'us');
        },
        body,
      );
      client?.write(sent);
    },
    send: (bytes) => void client?.write(bytes),
  };
}
