// SPDX-License-Identifier: Apache-2.0
import Conf from 'conf';
import type { SettingsStore } from '../host.ts';
import { openSettings, settingsFileName } from '../settings-file.ts';

export function openSettingsStore(folder: string): SettingsStore {
  return openSettings(
    folder,
    () => new Conf({ cwd: folder, configName: settingsFileName, configFileMode: 0o600, clearInvalidConfig: true }),
  );
}
