// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { useText } from '../../i18n/i18n.ts';
import { deadline, localDay } from '../../lib/text/dates.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { saveWatched } from '../../state/reminders/watched-store.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/fields/date-field.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';

const saved: Say = (say) => say('watched.saved');

export interface WatchDialogProps {
  readonly entry: Watched | null;
  readonly onClose: () => void;
}

export function WatchDialog({ entry, onClose }: WatchDialogProps) {
  const { t, language } = useText();
  const [name, setName] = useState(entry?.name ?? '');
  const [lastDay, setLastDay] = useState(entry === null ? null : localDay(entry.notAfter));
  const [place, setPlace] = useState(entry?.place ?? '');
  const attempt = useAttempt();
  const form = useId();
  // A partly typed year reads as 0002 or 0202.
  const whole = lastDay !== null && lastDay >= '2000' ? lastDay : null;
  const ready = name.trim() !== '' && whole !== null && !attempt.busy;
  const save = async () => {
    if (whole === null) return;
    const where = place.trim() === '' ? null : place.trim();
    const input = { name: name.trim(), lastDay: whole, place: where };
    if (!(await attempt.run(async () => saveWatched(entry?.id ?? null, input)))) return;
    toast(saved);
    onClose();
  };
  return (
    <Dialog title={t(entry === null ? 'watched.addTitle' : 'watched.changeTitle')} width="narrow" onClose={onClose}>
      {entry === null && <p>{t('watched.addLead')}</p>}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        style={{ display: 'flex', flexDirection: 'column', gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void save();
        }}
      >
        <TextField
          label={t('watched.name')}
          hint={t('watched.nameHint')}
          value={name}
          onChange={setName}
          maxLength={annotationLimits.label}
          autoFocus
        />
        <DateField
          label={t('watched.lastDay')}
          hint={
            whole === null
              ? t('watched.lastDayHint')
              : t('watched.lastDayIs', { day: deadline(`${whole}T12:00:00`, language) })
          }
          value={lastDay}
          onChange={setLastDay}
        />
        <TextField
          label={t('watched.place')}
          hint={t('watched.placeHint')}
          value={place}
          onChange={setPlace}
          maxLength={annotationLimits.place}
        />
      </Form>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!ready}>
          {t('watched.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
