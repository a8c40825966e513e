// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { removeWebRtc } from '../../../preload/remove-web-rtc.ts';

test('[X06] the script for the page’s world removes WebRTC from it', () => {
  const page: Record<string, unknown> = { RTCPeerConnection: 1, webkitRTCPeerConnection: 1, other: 1 };
  runInNewContext(`(${removeWebRtc.toString()})()`, page);
  expect(Object.keys(page)).toEqual(['other']);
});

test('[X06] both preloads remove WebRTC before the page runs', () => {
  const [electron, chromium] = ['electron', 'chromium'].map((name) => readFileSync(`preload/${name}.ts`, 'utf8'));
  expect(electron).toContain('contextBridge.executeInMainWorld({ func: removeWebRtc });');
  expect(chromium).toMatch(/^removeWebRtc\(\);$/m);
});
