// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DaysChoice } from '../../ui/fields/days-choice.tsx';
import text from '../../ui/text.module.css';
import css from '../../ui/page.module.css';
import { SelectField } from '../../ui/fields/select-field.tsx';
import { Setting, SettingsSection } from './setting.tsx';
import page from './settings-page.module.css';

const standardQuiet = { from: 22, to: 8 };
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  name: `${String(hour).padStart(2, '0')}:00`,
}));

export interface RemindersSectionProps {
  readonly settings: Settings;
  readonly host: 'electron' | 'chromium';
  readonly platform: string;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

export function RemindersSection({ settings, host, platform, onChange }: RemindersSectionProps) {
  const { t } = useText();
  const { reminders } = settings;
  const { isOn, days, quietHours, hideNames } = reminders;
  const change = (changed: Partial<Settings['reminders']>) => onChange({ reminders: { ...reminders, ...changed } });
  return (
    <SettingsSection id="reminders" title={t('reminders.title')}>
      <Setting words={[t('reminders.title'), t('reminders.isOn')]}>
        <Checkbox isSelected={isOn} onChange={(selected) => change({ isOn: selected })}>
          {t('reminders.isOn')}
        </Checkbox>
        {isOn && host === 'chromium' && !platform.startsWith('linux') && (
          <p className={text.small}>{t('reminders.noNotices')}</p>
        )}
      </Setting>
      {isOn && (
        <>
          <Setting words={[t('reminders.days')]}>
            <DaysChoice days={days} onChange={(chosen) => change({ days: chosen })} />
          </Setting>
          <Setting words={[t('reminders.quiet'), t('reminders.quietHelp')]}>
            <Checkbox
              isSelected={quietHours !== null}
              help={t('reminders.quietHelp')}
              onChange={(selected) => change({ quietHours: selected ? standardQuiet : null })}
            >
              {t('reminders.quiet')}
            </Checkbox>
            {quietHours !== null && (
              <div className={css.row} role="group" aria-label={t('reminders.quiet')}>
                <SelectField
                  label={t('reminders.from')}
                  value={String(quietHours.from)}
                  options={hours}
                  onChange={(hour) => change({ quietHours: { ...quietHours, from: Number(hour) } })}
                />
                <SelectField
                  label={t('reminders.to')}
                  value={String(quietHours.to)}
                  options={hours}
                  onChange={(hour) => change({ quietHours: { ...quietHours, to: Number(hour) } })}
                />
              </div>
            )}
          </Setting>
          <Setting words={[t('reminders.hideNames'), t('reminders.hideNamesHelp')]}>
            <Checkbox
              isSelected={hideNames}
              help={t('reminders.hideNamesHelp')}
              onChange={(selected) => change({ hideNames: selected })}
            >
              {t('reminders.hideNames')}
            </Checkbox>
          </Setting>
        </>
      )}
      {host === 'electron' && (
        <Setting words={[t('reminders.keepInTray'), t('reminders.keepInTrayHelp'), t('reminders.startAtLogin')]}>
          <Checkbox
            isSelected={settings.keepInTray}
            help={t('reminders.keepInTrayHelp')}
            onChange={(keepInTray) => onChange({ keepInTray })}
          >
            {t('reminders.keepInTray')}
          </Checkbox>
          {settings.keepInTray && (
            <Checkbox isSelected={settings.startAtLogin} onChange={(startAtLogin) => onChange({ startAtLogin })}>
              {t('reminders.startAtLogin')}
            </Checkbox>
          )}
        </Setting>
      )}
      <Setting words={[t('reminders.calendar'), t('reminders.whileOpen')]}>
        <div className={page.line}>
          <p className={text.small}>{t('reminders.whileOpen')}</p>
          <Button size="small" onPress={() => void openDialog('calendar')}>
            {t('reminders.calendar')}
          </Button>
        </div>
      </Setting>
    </SettingsSection>
  );
}
