// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { maxLossReference } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayAndTime } from '../../lib/text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';

export interface ReportRecordProps {
  /** Reported together. Shows a time or number only if all share it. */
  readonly losses: readonly Pick<Loss, 'notifiedAt' | 'reference'>[];
  readonly isBusy: boolean;
  readonly onReference: (reference: string | null) => void;
  readonly unrevoked: readonly Pick<Loss, 'done' | 'confirmedAt'>[];
  readonly onConfirmed: (isConfirmed: boolean) => void;
}

/** Render only once `notified` is ticked. */
export function ReportRecord({ losses, isBusy, onReference, unrevoked, onConfirmed }: ReportRecordProps) {
  const { t, language } = useText();
  const notifiedAt = common(losses.map((loss) => loss.notifiedAt));
  const confirmedAt = common(unrevoked.map((loss) => loss.confirmedAt));
  const confirmed = confirmedAt === undefined ? {} : { help: dayAndTime(confirmedAt, language) };
  const reference = common(losses.map((loss) => loss.reference)) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [isSavedHere, setSavedHere] = useState(false);
  const form = useId();
  const given = (typed ?? reference).trim();
  const isSaved = typed === null || losses.every((loss) => (loss.reference ?? '') === given);
  const save = () => {
    if (isSaved) return;
    setSavedHere(true);
    onReference(given === '' ? null : given);
  };
  return (
    <div
      className={css.part}
      // Keeps a number that was typed before choosing Next.
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) save();
      }}
    >
      {losses.length > 0 && (
        <Form
          id={form}
          className={css.record ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save();
          }}
        >
          {notifiedAt !== undefined && (
            <p className={text.small}>{t('losses.authority.notifiedAt', { time: dayAndTime(notifiedAt, language) })}</p>
          )}
          <TextField
            label={t('losses.authority.reference')}
            value={typed ?? reference}
            onChange={setTyped}
            maxLength={maxLossReference}
          />
          <Button type="submit" form={form} isDisabled={isSaved || isBusy}>
            {t('losses.authority.saveReference')}
          </Button>
          {isSavedHere && isSaved && !isBusy && (
            <span className={text.small} role="status">
              {t('detail.saved')}
            </span>
          )}
        </Form>
      )}
      {unrevoked.length > 0 && (
        <Checkbox
          isSelected={unrevoked.every(({ done }) => done.includes('confirmed'))}
          onChange={onConfirmed}
          {...confirmed}
        >
          {t('losses.confirmed')}
        </Checkbox>
      )}
    </div>
  );
}

function common(values: readonly (string | undefined)[]): string | undefined {
  return values.every((each) => each === values[0]) ? values[0] : undefined;
}
