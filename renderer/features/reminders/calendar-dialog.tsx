// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { reminderDaysText } from '../../lib/text/reminder-days.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useSettings } from '../../state/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { FileWritten } from '../../ui/feedback/file-written.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';

export function CalendarDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const [range, setRange] = useState<CallOutput<'reminders.calendar'> | null>(null);
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'reminders.writeCalendar'> | null>(null);
  const days = useSettings(({ settings }) => settings?.reminders.days);
  const attempt = useAttempt();
  useEffect(() => {
    // Saving reports the error.
    ipc('reminders.calendar', {}).then(setRange, () => undefined);
  }, []);
  const write = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    await attempt.run(async () => setWritten(await ipc('reminders.writeCalendar', { destinationId })));
  };
  const rangeText = () => {
    const { events, first, last } = { events: 0, first: null, last: null, ...range };
    if (first === null || last === null) return t('reminders.calendarNone');
    // `dueDay` leaves out the year of the day it is compared with.
    const isOneYear = new Date(first).getFullYear() === new Date(last).getFullYear();
    const from = dueDay(first, language, isOneYear ? undefined : new Date(last));
    const to = dueDay(last, language);
    return from === to
      ? t('reminders.calendarDay', { count: events, day: from })
      : t('reminders.calendarRange', { count: events, from, to });
  };
  if (written !== null) {
    return (
      <FileWritten
        title={t('reminders.calendar')}
        done={t('reminders.calendarDone', { count: written.events })}
        displayPath={written.displayPath}
        next={t('reminders.calendarNext')}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('reminders.calendar')} width="narrow" onClose={onClose}>
      {range !== null && <p>{rangeText()}</p>}
      <p>{t('reminders.calendarWhat')}</p>
      {days !== undefined && <p>{t('reminders.calendarDays', { days: reminderDaysText(days, t) })}</p>}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <PlaceField
        ask={() => ipc('files.chooseDestination', { purpose: 'calendar' })}
        destination={destination}
        onDestination={setDestination}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          look="primary"
          onPress={() => void write()}
          isDisabled={attempt.busy || destination === null || range?.events === 0}
        >
          {t('reminders.calendarWrite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
