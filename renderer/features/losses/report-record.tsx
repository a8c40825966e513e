// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayAndTime } from '../../lib/text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';

export interface ReportRecordProps {
  readonly loss: Pick<Loss, 'notifiedAt' | 'reference'>;
  readonly isBusy: boolean;
  /** Null removes the number. */
  readonly onReference: (reference: string | null) => void;
}

/** When the CA was notified, and the number it gave. Show once the step is ticked. */
export function ReportRecord({ loss: { notifiedAt, reference }, isBusy, onReference }: ReportRecordProps) {
  const { t, language } = useText();
  const [typed, setTyped] = useState(reference ?? '');
  const form = useId();
  const given = typed.trim();
  const isSaved = given === (reference ?? '');
  return (
    <Form
      id={form}
      className={css.record ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaved && !isBusy) onReference(given === '' ? null : given);
      }}
    >
      {notifiedAt !== undefined && (
        <p className={text.small}>{t('losses.authority.notifiedAt', { time: dayAndTime(notifiedAt, language) })}</p>
      )}
      <TextField label={t('losses.authority.reference')} value={typed} onChange={setTyped} maxLength={100} />
      <Button type="submit" form={form} isDisabled={isSaved || isBusy}>
        {t('losses.authority.saveReference')}
      </Button>
    </Form>
  );
}
