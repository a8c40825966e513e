// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForkChild } from '../../../../main/hosts/node/fork-child.ts';
import { preforkChild } from '../../../../main/hosts/node/prefork-child.ts';
import { childEntries } from '../../../../shared/domain/entries.ts';
import type { ChildChannel, StartChild } from '../../../../main/children/process-port.ts';

/** A child of its own instead of the parse child: it tells which process it is, and ends when it is told so. */
const childSource = `
if (process.argv[1].endsWith('os-store.mjs')) process.exit(3);
process.on('message', () => process.send(process.pid));`;

let dist: string;
beforeAll(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'certsteward-ahead-'));
  mkdirSync(path.join(dist, path.dirname(childEntries.parse.output)));
  writeFileSync(path.join(dist, childEntries.parse.output), childSource);
  writeFileSync(path.join(dist, childEntries['os-store'].output), childSource);
});
afterAll(() => rmSync(dist, { recursive: true }));

function pidOf(child: ChildChannel): Promise<unknown> {
  return new Promise((resolve) => {
    child.onMessage(resolve);
    void child.post('who');
  });
}

const exitOf = (child: ChildChannel) => new Promise<number | null>((resolve) => child.onExit(resolve));

/** Remembers the children that were really started. */
function counting(): { startChild: StartChild; started: ChildChannel[] } {
  const started: ChildChannel[] = [];
  const fork = createForkChild(dist);
  return {
    started,
    startChild: (entry) => {
      const child = fork(entry);
      started.push(child);
      return child;
    },
  };
}

test('[X07] the child that was started ahead serves the first call, and no second one', async () => {
  const { startChild, started } = counting();
  const preforked = preforkChild(startChild, 'parse');
  expect(started).toHaveLength(1);
  const first = preforked.startChild('parse');
  expect(started).toHaveLength(1);
  const second = preforked.startChild('parse');
  expect(started).toHaveLength(2);
  expect(await pidOf(first)).not.toBe(await pidOf(second));
  const gone = [exitOf(first), exitOf(second)];
  preforked.close();
  // What was asked for belongs to whoever asked.
  expect(typeof (await pidOf(first))).toBe('number');
  first.kill();
  second.kill();
  expect(await Promise.all(gone)).toEqual([null, null]);
});

test('[X07] a child that ended before anybody asked for it tells so afterwards', async () => {
  const { startChild, started } = counting();
  const preforked = preforkChild(startChild, 'os-store');
  await exitOf(started[0] as ChildChannel);
  expect(await exitOf(preforked.startChild('os-store'))).toBe(3);
});

test('[X07] what nobody asked for ends with `close`', async () => {
  const { startChild, started } = counting();
  const preforked = preforkChild(startChild, 'parse');
  const gone = exitOf(started[0] as ChildChannel);
  preforked.close();
  expect(await gone).toBeNull();
});
