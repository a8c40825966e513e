// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { standardReminderDays } from '../../../shared/domain/certificates/reminder-plan.ts';
import type { RemindersOf } from '../../../shared/schemas/certificates/reminder.ts';
import { useText } from '../../i18n/i18n.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { reminderDaysText } from '../../lib/text/reminder-days.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { goTo } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { useReminders } from '../../state/reminders/use-reminders.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DaysChoice } from '../../ui/fields/days-choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import css from './reminders-dialog.module.css';

const saved: Say = (say) => say('reminders.saved');

export interface RemindersDialogProps {
  readonly about: string;
  readonly name: string;
  readonly bank?: string;
  readonly onClose: () => void;
}

export function RemindersDialog({ about, name, bank, onClose }: RemindersDialogProps) {
  const { t } = useText();
  const reminders = useReminders(about);
  return (
    <Dialog title={t('reminders.of', { name: screenText(name) })} width="narrow" onClose={onClose}>
      {bank !== undefined && <p className={text.sub}>{bank}</p>}
      <p>{t('reminders.lead')}</p>
      <p className={text.small}>{t('reminders.whileOpenHint')}</p>
      {reminders !== null && <Form reminders={reminders} onClose={onClose} />}
    </Dialog>
  );
}

type Which = 'standard' | 'own' | 'off';

function Form({ reminders, onClose }: { readonly reminders: RemindersOf; readonly onClose: () => void }) {
  const { t } = useText();
  const settings = useSettings((state) => state.settings?.reminders);
  const standard = settings?.days ?? standardReminderDays;
  const { about, days } = reminders;
  const [which, setWhich] = useState<Which>(days === null ? 'standard' : days.length === 0 ? 'off' : 'own');
  const [own, setOwn] = useState<readonly number[]>(days === null || days.length === 0 ? standard : days);
  const attempt = useAttempt();
  const save = async () => {
    const chosen = { standard: null, own: [...own], off: [] }[which];
    const done = await attempt.run(async () => void (await ipc('reminders.choose', { about, days: chosen })));
    if (!done) return;
    toast(saved);
    onClose();
  };
  return (
    <>
      {settings?.isOn === false && (
        <Notice
          tone="off"
          title={t('reminders.offInSettings')}
          actions={
            <Button
              size="small"
              onPress={() => {
                onClose();
                goTo('settings');
              }}
            >
              {t('reminders.toSettings')}
            </Button>
          }
        >
          <p>{t('reminders.offInSettingsText')}</p>
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Choice<Which>
        look="cards"
        label={t('reminders.which')}
        value={which}
        onChange={setWhich}
        options={[
          {
            value: 'standard',
            name: t('reminders.standard'),
            help: reminderDaysText(standard, t),
          },
          { value: 'own', name: t('reminders.own') },
          { value: 'off', name: t('reminders.off') },
        ]}
      />
      {which === 'own' && <DaysChoice days={own} onChange={setOwn} />}
      {settings?.isOn === true && (
        <Planned reminders={reminders} isReached={reminders.planned.length < (days ?? standard).length} />
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          look="primary"
          isDisabled={attempt.busy || (which === 'own' && own.length === 0)}
          onPress={() => void save()}
        >
          {t('reminders.save')}
        </Button>
      </DialogActions>
    </>
  );
}

function Planned({ reminders, isReached }: { readonly reminders: RemindersOf; readonly isReached: boolean }) {
  const { t, language } = useText();
  const { about, planned, snoozedUntil, canSnooze } = reminders;
  const attempt = useAttempt();
  const snooze = (snoozed: boolean) =>
    void attempt.run(async () => void (await ipc('reminders.snooze', { about, snoozed })));
  return (
    <section className={css.planned}>
      <h3>{t('reminders.planned')}</h3>
      {planned.length === 0 && snoozedUntil === null && <p className={text.muted}>{t('reminders.plannedNone')}</p>}
      {(planned.length > 0 || snoozedUntil !== null) && (
        <ul className={css.list}>
          {snoozedUntil !== null && snoozedUntil !== planned[0]?.at && (
            <li>
              <span>{dueDay(snoozedUntil, language)}</span>
              <span className={text.muted}>{t('reminders.snoozed')}</span>
            </li>
          )}
          {planned.map(({ days, at }) => (
            <li key={days}>
              <span>{dueDay(at, language)}</span>
              <span className={text.muted}>
                {days === 0 ? t('reminders.lastDay') : t('reminders.day', { count: days })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {snoozedUntil !== null && (
        <div className={css.snooze}>
          <span>{t('reminders.snoozedUntil', { date: dueDay(snoozedUntil, language) })}</span>
          <Button size="small" isDisabled={attempt.busy} onPress={() => snooze(false)}>
            {t('reminders.snoozeUndo')}
          </Button>
        </div>
      )}
      {snoozedUntil === null && canSnooze && isReached && (
        <div className={css.snooze}>
          <span className={text.muted}>{t('reminders.snoozeHelp')}</span>
          <Button size="small" isDisabled={attempt.busy} onPress={() => snooze(true)}>
            {t('reminders.snooze')}
          </Button>
        </div>
      )}
    </section>
  );
}
