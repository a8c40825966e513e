// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { type Language, languageOf } from '../../shared/i18n/language.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import { ipc } from '../lib/ipc.ts';

export type AppInfo = CallOutput<'app.info'>;

interface SettingsState {
  readonly settings: Settings | null;
  readonly info: AppInfo | null;
}

export const useSettings = create<SettingsState>()(() => ({ settings: null, info: null }));

export async function loadSettings(): Promise<void> {
  const [settings, info] = await Promise.all([ipc('settings.get', {}), ipc('app.info', {})]);
  useSettings.setState({ settings, info });
}

export async function refreshSettings(): Promise<void> {
  useSettings.setState({ settings: await ipc('settings.get', {}) });
}

export async function changeSettings(change: CallInput<'settings.change'>): Promise<void> {
  useSettings.setState({ settings: await ipc('settings.change', change) });
}

export function effectiveLanguage({ settings, info }: SettingsState): Language {
  const chosen = settings?.language ?? 'system';
  return chosen === 'system' ? languageOf(info?.systemLocale ?? navigator.language) : chosen;
}
