// SPDX-License-Identifier: Apache-2.0
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DaysChoice } from '../../ui/fields/days-choice.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from '../../ui/page.module.css';
import { SelectField } from '../../ui/fields/select-field.tsx';

const standardQuiet = { from: 22, to: 8 };
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  name: `${String(hour).padStart(2, '0')}:00`,
}));

export interface RemindersCardProps {
  readonly settings: Settings;
  readonly host: 'electron' | 'chromium';
  /** Starts with `process.platform`. */
  readonly platform: string;
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

export function RemindersCard({ settings, host, platform, onChange }: RemindersCardProps) {
  const { t } = useText();
  const { reminders } = settings;
  const { isOn, days, quietHours, hideNames } = reminders;
  const change = (changed: Partial<Settings['reminders']>) => onChange({ reminders: { ...reminders, ...changed } });
  return (
    <section className={css.card}>
      <h2>{t('reminders.title')}</h2>
      <Checkbox isSelected={isOn} onChange={(selected) => change({ isOn: selected })}>
        {t('reminders.isOn')}
      </Checkbox>
      {isOn && (
        <>
          {host === 'chromium' && !platform.startsWith('linux') && (
            <p className={text.muted}>{t('reminders.noNotices')}</p>
          )}
          <DaysChoice days={days} onChange={(chosen) => change({ days: chosen })} />
          <div className={layout.stack8}>
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
          </div>
          <Checkbox
            isSelected={hideNames}
            help={t('reminders.hideNamesHelp')}
            onChange={(selected) => change({ hideNames: selected })}
          >
            {t('reminders.hideNames')}
          </Checkbox>
        </>
      )}
      {host === 'electron' && (
        <div className={layout.stack8}>
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
        </div>
      )}
      <p className={text.muted}>{t('reminders.whileOpen')}</p>
      <div>
        <Button onPress={() => void openDialog('calendar')}>{t('reminders.calendar')}</Button>
      </div>
    </section>
  );
}
