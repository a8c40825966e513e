// SPDX-License-Identifier: Apache-2.0
import ElectronStore from 'electron-store';
import type { SettingsStore } from '../host.ts';
import { openSettings, settingsFileName } from '../settings-file.ts';

export function openSettingsStore(folder: string): SettingsStore {
  return openSettings(
    folder,
    () => new ElectronStore({ cwd: folder, name: settingsFileName, configFileMode: 0o600, clearInvalidConfig: true }),
  );
}
