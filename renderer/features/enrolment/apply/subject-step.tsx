// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import layout from '../../../ui/layout.module.css';
import css from '../enrolment-page.module.css';
import { type FieldProblem, problemOf, type SubjectField } from './subject-form.ts';

export interface SubjectStepProps {
  readonly fields: readonly SubjectField[];
  readonly values: readonly string[];
  /** An RFC 4514 name, or null while incomplete or invalid. */
  readonly subject: string | null;
  readonly attempt: Attempt;
  readonly onChange: (values: readonly string[]) => void;
  readonly onBack: () => void;
  readonly onMake: () => void;
  readonly makes: keyof typeof goOnTexts;
}

const goOnTexts = {
  key: 'enrolment.wizard.make',
  request: 'servers.authorityKey.make',
  nothing: 'common.next',
} as const;

export function SubjectStep({ fields, values, subject, attempt, onChange, onBack, onMake, makes }: SubjectStepProps) {
  const { t } = useText();
  const form = useId();
  const [asked, setAsked] = useState(false);
  const words = (problem: FieldProblem | null) => {
    // An empty required field is an error only after the user tries to continue.
    if (problem === null || (problem.is === 'required' && !asked)) return undefined;
    return problem.is === 'long'
      ? t('enrolment.subject.long', { max: problem.max })
      : t(`enrolment.subject.${problem.is}`);
  };
  const failed = attempt.error?.code === 'secret-required' ? null : attempt.error;
  const type = failed?.details['type'];
  return (
    <>
      <p>{t('enrolment.wizard.subjectLead')}</p>
      {failed !== null &&
        (failed.details['field'] === 'subject' ? (
          <Notice key={attempt.number} tone="bad" urgent>
            <p>
              {typeof type === 'string' ? t('enrolment.subject.refusedPart', { type }) : t('enrolment.subject.refused')}
            </p>
          </Notice>
        ) : (
          <ErrorNotice key={attempt.number} error={failed} />
        ))}
      <Form
        id={form}
        className={layout.stack14 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (subject !== null && !attempt.busy) onMake();
        }}
      >
        {fields.map((field, index) => (
          <TextField
            key={`${field.type} ${index}`}
            label={
              field.required
                ? screenText(field.label)
                : t('enrolment.wizard.optional', { label: screenText(field.label) })
            }
            value={values[index] ?? ''}
            onChange={(value) => onChange(fields.map((_, other) => (other === index ? value : (values[other] ?? ''))))}
            error={words(problemOf(field, values[index] ?? ''))}
            maxLength={200}
            autoFocus={index === 0}
          />
        ))}
      </Form>
      {subject !== null && <p className={css.muted}>{t('enrolment.wizard.given', { dn: screenText(subject) })}</p>}
      {attempt.busy && (
        <ProgressLine
          label={t(makes === 'request' ? 'servers.authorityKey.making' : 'enrolment.wizard.making')}
          progress={attempt.progress}
        />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={attempt.busy}>
          {t(goOnTexts[makes])}
        </Button>
      </DialogActions>
    </>
  );
}
