// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { senderOf } from '../../../../main/hosts/electron/window/sender.ts';
import { filesOf } from '../../../../main/hosts/electron/start/handed-over.ts';

const app = 'certsteward://app';
const topFrame = { parent: null, origin: app };

test('[X03] recognises our window, its top frame and our origin', () => {
  expect(senderOf({ sender: { id: 1 }, senderFrame: topFrame }, 1)).toEqual({
    knownWindow: true,
    topFrame: true,
    origin: app,
  });
});

test('[X03] distinguishes another window, a child frame, another origin and a missing frame', () => {
  expect(senderOf({ sender: { id: 2 }, senderFrame: topFrame }, 1).knownWindow).toBe(false);
  expect(senderOf({ sender: { id: 1 }, senderFrame: { parent: topFrame, origin: app } }, 1).topFrame).toBe(false);
  expect(senderOf({ sender: { id: 1 }, senderFrame: { parent: null, origin: 'https://x' } }, 1).origin).toBe(
    'https://x',
  );
  expect(senderOf({ sender: { id: 1 }, senderFrame: null }, 1)).toMatchObject({ topFrame: false, origin: '' });
});

test('[U09] takes only absolute paths from a second start', () => {
  expect(filesOf({ files: ['/a.pfx', 'b.pfx', 3] })).toEqual(['/a.pfx']);
  expect(filesOf({ files: '/a.pfx' })).toEqual([]);
  expect(filesOf(null)).toEqual([]);
});
