// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { FileWritten } from '../../ui/feedback/file-written.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';

export function CalendarDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'reminders.writeCalendar'> | null>(null);
  const attempt = useAttempt();
  const write = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    await attempt.run(async () => setWritten(await ipc('reminders.writeCalendar', { destinationId })));
  };
  if (written !== null) {
    return (
      <FileWritten
        title={t('reminders.calendarTitle')}
        done={t('reminders.calendarDone', { count: written.events })}
        displayPath={written.displayPath}
        next={t('reminders.calendarNext')}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('reminders.calendarTitle')} width="narrow" onClose={onClose}>
      <p>{t('reminders.calendarWhat')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <PlaceField
        ask={() => ipc('files.chooseDestination', { purpose: 'calendar' })}
        destination={destination}
        onDestination={setDestination}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={() => void write()} isDisabled={attempt.busy || destination === null}>
          {t('reminders.calendarWrite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
