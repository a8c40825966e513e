// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { switchLanguage, useText } from '../i18n/i18n.ts';
import { useMedia } from '../lib/use-media.ts';
import { effectiveLanguage, useSettings } from '../state/settings-store.ts';
import { useIconRail } from '../state/text-size.ts';
import { Shell } from './shell.tsx';
import { useTextSizeKeys } from './use-text-size-keys.ts';

export function App() {
  useAppearance();
  useTextSizeKeys();
  const { language } = useText();
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : language}>
      <Shell />
    </I18nProvider>
  );
}

function useAppearance(): void {
  const { t, language: shown } = useText();
  const language = useSettings(effectiveLanguage);
  const theme = useSettings((state) => state.settings?.theme ?? 'system');
  const textSize = useSettings((state) => state.settings?.textSize ?? 'standard');
  const hasIconRail = useIconRail();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = theme === 'dark' || (theme === 'system' && systemDark);
  useEffect(() => {
    if (language !== shown) void switchLanguage(language);
  }, [language, shown]);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = shown;
    root.dataset['theme'] = dark ? 'dark' : 'light';
    root.dataset['textSize'] = textSize;
    root.toggleAttribute('data-icon-rail', hasIconRail);
    document.title = t('common.appName');
  }, [shown, dark, textSize, hasIconRail, t]);
}
