// SPDX-License-Identifier: Apache-2.0
import { I18nProvider } from 'react-aria-components';
import { useText } from '../i18n/i18n.ts';
import { Shell } from './shell.tsx';
import { useAppearance } from './use-appearance.ts';

export function App() {
  useAppearance();
  const { language } = useText();
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : language}>
      <Shell />
    </I18nProvider>
  );
}
