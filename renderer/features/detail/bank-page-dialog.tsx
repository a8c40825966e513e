// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { ipc } from '../../lib/ipc.ts';
import { deadline, localDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { refreshCertificates } from '../../state/certificates-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { DateField } from '../../ui/fields/date-field.tsx';

export interface BankPageDialogProps {
  readonly sha256: string;
  readonly name: string;
  /** `YYYY-MM-DD`, or null if not confirmed. */
  readonly day: string | null;
  readonly onClose: () => void;
}

export function BankPageDialog({ sha256, name, day, onClose }: BankPageDialogProps) {
  const { t, language } = useText();
  const today = localDay(new Date(useNow()).toISOString());
  const [chosen, setChosen] = useState<string | null>(day ?? today);
  const attempt = useAttempt();
  const form = useId();
  // A partly typed year reads as 0002 or 0202.
  const seen = chosen !== null && chosen >= '2000' && chosen <= today ? chosen : null;
  const save = async (bankValidOn: string | null) => {
    if (!(await attempt.run(async () => void (await ipc('certificates.annotate', { sha256, bankValidOn }))))) return;
    onClose();
    await refreshCertificates();
  };
  return (
    <Dialog title={t('bankPage.title')} width="narrow" onClose={onClose}>
      <p>{t('bankPage.lead', { name: screenText(name) })}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (seen !== null && !attempt.busy) void save(seen);
        }}
      >
        <DateField
          label={t('bankPage.day')}
          hint={seen === null ? t('bankPage.dayHint') : deadline(`${seen}T12:00:00`, language)}
          value={chosen}
          onChange={setChosen}
        />
      </Form>
      <DialogActions>
        {day !== null && (
          <div data-start>
            <Button isDisabled={attempt.busy} onPress={() => void save(null)}>
              {t('bankPage.notAnyMore')}
            </Button>
          </div>
        )}
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={seen === null || attempt.busy}>
          {t('bankPage.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
