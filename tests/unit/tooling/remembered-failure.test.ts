// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetFailure, rememberedFailure, rememberFailure } from '../../../scripts/launcher/remembered-failure.mjs';

const hour = 3_600_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certsteward-remembered-'));
  mkdirSync(join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const look = (binary: string | null, now = Date.now()) => rememberedFailure(binary, now, folder);

it('[P08] remembers a failure for a limited time, and for the same binary only', () => {
  expect(look(null)).toBeNull();
  rememberFailure('/a/electron', 'it hung', 24, folder);
  expect(look('/a/electron')).toBe('it hung (tried again in 24 h, or now: npm start -- --try-electron)');
  expect(look('/a/electron', Date.now() + 23.5 * hour)).toMatch(/^it hung \(tried again in 1 h/);
  expect(look('/a/electron', Date.now() + 24 * hour + 1)).toBeNull();
  expect(look('/b/electron')).toBeNull();
  forgetFailure(folder);
  expect(look('/a/electron')).toBeNull();
});

it.each(['', '{', '{"binary":null}', 'null'])(
  '[P08] tries Electron when the record of a failure is damaged: %j',
  (text) => {
    writeFileSync(join(folder, 'node_modules/.certsteward-electron.json'), text);
    expect(look(null)).toBeNull();
  },
);

it('[P08] continues when a failure cannot be recorded', () => {
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(() => rememberFailure(null, 'it hung', 24, folder)).not.toThrow();
  expect(look(null)).toBeNull();
});
