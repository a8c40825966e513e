// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { utilityFlags } from '../../../main/hosts/child-environment.ts';
import { utilityChannel } from '../../../main/hosts/electron/child/utility-channel.ts';
import { openChildPort } from '../../../main/children/child-port.ts';
import { withExactViews } from '../../../main/children/exact-views.ts';

function viewsIn(value: unknown): { bytes: number; buffer: number }[] {
  if (ArrayBuffer.isView(value)) return [{ bytes: value.byteLength, buffer: value.buffer.byteLength }];
  if (value instanceof Map) return [...value].flatMap(viewsIn);
  if (value instanceof Set) return [...value].flatMap(viewsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(viewsIn) : [];
}

/** Views into larger buffers, such as a PIN next to a file in Node's pool. */
function message() {
  const pin = Buffer.from('481516');
  const wide = new ArrayBuffer(64);
  return {
    pin,
    nested: [{ deep: { file: Buffer.from('a certificate') } }, new Uint8Array(wide, 8, 4)],
    words: new Uint16Array(wide, 2, 3),
    view: new DataView(wide, 1, 5),
    map: new Map([['key', Buffer.from('in a map')]]),
    set: new Set([Buffer.from('in a set')]),
    whole: new Uint8Array([1, 2, 3]),
    twice: pin,
    date: new Date(0),
    nothing: null,
  };
}

/** Stands in for Electron's UtilityProcess: clones at once, as postMessage does; kills nothing before `spawn`. */
class Utility extends EventEmitter {
  received: unknown[] = [];
  running = false;
  killed = 0;
  postMessage(given: unknown): void {
    this.received.push(structuredClone(given));
  }
  kill(): boolean {
    if (this.running) this.killed += 1;
    return this.running;
  }
}

test('[X07] [X04] no view sent to a utility process is larger than its content', async () => {
  const child = new Utility();
  await utilityChannel(child as never).post(message());
  expect(viewsIn(child.received)).toHaveLength(9);
  for (const { bytes, buffer } of viewsIn(child.received)) expect(buffer).toBe(bytes);
  expect(child.received).toEqual([structuredClone(message())]);
});

test('[X07] [X04] no view in an answer of a utility process is larger than its content', async () => {
  const port = new Utility();
  const ours = process as unknown as { parentPort?: unknown };
  ours.parentPort = port;
  onTestFinished(() => void delete ours.parentPort);
  await openChildPort().post(message());
  expect(viewsIn(port.received)).toHaveLength(9);
  for (const { bytes, buffer } of viewsIn(port.received)) expect(buffer).toBe(bytes);
});

test('[X04] the copy that is sent is zeroed afterwards, and the original is not', () => {
  const given = message();
  let sent: unknown;
  const answer = withExactViews(given, (exact) => {
    sent = exact;
    expect(exact).toMatchObject({ pin: new Uint8Array(Buffer.from('481516')) });
    return 'sent';
  });
  expect(answer).toBe('sent');
  expect(sent).toMatchObject({ pin: new Uint8Array(6), whole: new Uint8Array([1, 2, 3]) });
  expect(given.pin.toString()).toBe('481516');
});

test('[X07] shared memory stays shared, and an object that occurs twice in a message is copied once', () => {
  const shared = new Int32Array(new SharedArrayBuffer(64), 4, 2);
  const same = { bytes: Buffer.from('x') };
  const loop: Record<string, unknown> = { shared, same, again: same };
  loop['self'] = loop;
  withExactViews(loop, (exact) => {
    const sent = exact as typeof loop;
    expect(sent['shared']).toBe(shared);
    expect(sent['same']).toBe(sent['again']);
    expect(sent['self']).toBe(sent);
  });
});

test('[X07] killing a utility process before it has started takes effect when it starts', () => {
  const child = new Utility();
  const channel = utilityChannel(child as never);
  channel.kill();
  child.running = true;
  child.emit('spawn');
  expect(child.killed).toBe(1);
  channel.kill();
  expect(child.killed).toBe(2);
});

test('[X07] a fatal error of a utility process does not throw in its parent', () => {
  const child = new Utility();
  utilityChannel(child as never);
  expect(() => child.emit('error', 'FatalError', 'v8', '{}')).not.toThrow();
});

test('[X07] --max-old-space-size limits the heap of a utility process', () => {
  expect(utilityFlags).toEqual(['--js-flags=--max-old-space-size=512']);
});
