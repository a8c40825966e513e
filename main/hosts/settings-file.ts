// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settingsSchema } from '../../shared/schemas/settings.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { SettingsStore } from './host.ts';

export const settingsFileName = 'settings';

interface Store {
  store: Record<string, unknown>;
}

export function openSettings(folder: string, open: () => Store): SettingsStore {
  const file = path.join(folder, `${settingsFileName}.json`);
  let current = readSettings(file);
  if (current === null) {
    copyFileSync(file, path.join(folder, `${settingsFileName}.damaged.json`));
    current = settingsSchema.parse({});
  }
  let settings = current;
  let store: Store | undefined;
  const listeners: (() => void)[] = [];

  return {
    get: () => settings,
    change(change) {
      settings = settingsSchema.parse({ ...settings, ...change });
      store ??= open();
      store.store = settings;
      for (const listener of listeners) listener();
      return settings;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Returns defaults if absent or unreadable, null if damaged. */
export function readSettings(file: string): Settings | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return settingsSchema.parse({});
  }
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
