// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettingsStore } from '../../../../main/hosts/node/settings-store.ts';
import { privateFileMode } from '../../../support/system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'certsteward-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string) => path.join(folder, name);

test('[U01] saves a change with owner-only access, and keeps earlier changes', () => {
  expect(openSettingsStore(folder).get()).toMatchObject({ language: 'system', theme: 'system' });
  expect(existsSync(file('settings.json'))).toBe(false);
  expect(openSettingsStore(folder).change({ language: 'zh-CN' })).toMatchObject({ language: 'zh-CN' });
  expect(openSettingsStore(folder).change({ theme: 'dark' })).toMatchObject({ language: 'zh-CN', theme: 'dark' });
  expect(statSync(file('settings.json')).mode & 0o777).toBe(privateFileMode);
});

test.each(['{"language":', '{"language":"klingon"}', '[]', '', '{"secret":"x"}'])(
  '[U01] damaged settings (%s) are kept aside and replaced by the defaults',
  (damaged) => {
    writeFileSync(file('settings.json'), damaged);
    const store = openSettingsStore(folder);
    expect(store.get().language).toBe('system');
    expect(readFileSync(file('settings.damaged.json'), 'utf8')).toBe(damaged);
    store.change({ language: 'en' });
    expect(openSettingsStore(folder).get().language).toBe('en');
  },
);

test('[X04] refuses a setting outside the schema, so none can hold a secret', () => {
  const store = openSettingsStore(folder);
  expect(() => store.change({ passphrase: 'canary' } as object)).toThrow();
  expect(existsSync(file('settings.json'))).toBe(false);
});
