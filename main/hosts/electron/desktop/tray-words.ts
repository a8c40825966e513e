// SPDX-License-Identifier: Apache-2.0
import type { MenuItemConstructorOptions } from 'electron';
import { fillMessage } from '../../../../shared/i18n/message.ts';
import { settingsLanguage } from '../../../../shared/i18n/settings-language.ts';
import type { Settings } from '../../../../shared/schemas/settings.ts';

export interface TrayWords {
  readonly open: string;
  readonly quit: string;
  readonly nothing: string;
  readonly one: string;
  readonly several: string;
}

const words: Record<'zh-CN' | 'en', TrayWords> = {
  'zh-CN': {
    open: '打开证书管家',
    quit: '退出',
    nothing: '证书管家：没有快到期的证书',
    one: '证书管家：1 张证书快到期或已过期',
    several: '证书管家：{{count}} 张证书快到期或已过期',
  },
  en: {
    open: 'Open CertSteward',
    quit: 'Quit',
    nothing: 'CertSteward: nothing expires soon',
    one: 'CertSteward: 1 certificate expires soon or has expired',
    several: 'CertSteward: {{count}} certificates expire soon or have expired',
  },
};

export function trayWords(language: Settings['language'], systemLocale: string): TrayWords {
  return words[settingsLanguage(language, systemLocale)];
}

/** Contains no names, because bystanders may read it. */
export function trayTip({ nothing, one, several }: TrayWords, count: number): string {
  return count === 0 ? nothing : count === 1 ? one : fillMessage(several, { count });
}

export function trayMenu({ open, quit }: TrayWords, act: { open(): void; quit(): void }): MenuItemConstructorOptions[] {
  return [{ label: open, click: act.open }, { type: 'separator' }, { label: quit, click: act.quit }];
}

/** 16 points on macOS, which doesn't scale the image ("Tray", Electron's documentation). */
export function trayIcon(platform: NodeJS.Platform): string {
  return platform === 'darwin' ? '16x16.png' : '32x32.png';
}
