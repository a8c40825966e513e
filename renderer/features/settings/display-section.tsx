// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { Choice } from '../../ui/fields/choice.tsx';
import { Setting, SettingsSection } from './setting.tsx';

export interface DisplaySectionProps {
  readonly settings: Settings;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

export function DisplaySection({ settings, onChange }: DisplaySectionProps) {
  const { t } = useText();
  const textSizes = [
    { value: 'standard', name: t('settings.textStandard') },
    { value: 'large', name: t('settings.textLarge') },
    { value: 'largest', name: t('settings.textLargest') },
  ] as const;
  return (
    <SettingsSection id="display" title={t('settings.appearance')}>
      {/* Searchable in both languages, because the current one may be wrong. */}
      <Setting words={[t('settings.language'), 'Language 语言 中文 English']}>
        <Choice
          look="segments"
          label={t('settings.language')}
          value={settings.language}
          onChange={(language) => onChange({ language })}
          options={[
            { value: 'system', name: t('settings.languageSystem') },
            { value: 'zh-CN', name: '中文' },
            { value: 'en', name: 'English' },
          ]}
        />
      </Setting>
      <Setting words={[t('settings.theme'), t('settings.themeLight'), t('settings.themeDark')]}>
        <Choice
          look="segments"
          label={t('settings.theme')}
          value={settings.theme}
          onChange={(theme) => onChange({ theme })}
          options={[
            { value: 'system', name: t('settings.themeSystem') },
            { value: 'light', name: t('settings.themeLight') },
            { value: 'dark', name: t('settings.themeDark') },
          ]}
        />
      </Setting>
      <Setting words={[t('settings.textSize'), ...textSizes.map(({ name }) => name)]}>
        <Choice
          look="segments"
          label={t('settings.textSize')}
          value={settings.textSize}
          onChange={(textSize) => onChange({ textSize })}
          options={textSizes}
        />
      </Setting>
    </SettingsSection>
  );
}
