// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { replyProblems } from '../../../../shared/domain/enrolment/reply-problems.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import css from '../enrolment-page.module.css';

export interface ReplyRefusedProps {
  readonly error: AppError;
  readonly onAccept: () => void;
  readonly onAnother: () => void;
  /** False for a server's reply, which has no alternative file. */
  readonly isFile?: boolean;
}

/** Differing names are the only problem the user can override, after seeing them. */
export function ReplyRefused({ error, onAccept, onAnother, isFile = true }: ReplyRefusedProps) {
  const { t } = useText();
  const [agreed, setAgreed] = useState(false);
  const { reason, subject, otherNames } = error.details;
  const problem = replyProblems.find((each) => each === reason);
  const names = Array.isArray(otherNames) ? otherNames.map((name) => screenText(name)) : [];
  const isName = problem === 'other-names';
  return (
    <>
      <Notice tone={isName ? 'warn' : 'bad'} title={t('enrolment.answer.refused')} urgent>
        {problem !== undefined && (
          <p className={css.reason} data-reply-problem={problem}>
            {t(`enrolment.answer.problem.${problem}`)}
          </p>
        )}
        {isName ? (
          <>
            <p className={css.address}>
              {t('enrolment.answer.asked', { names: names.join(t('common.listSeparator')) })}
            </p>
            <p className={css.address}>{t('enrolment.answer.given', { subject: screenText(String(subject ?? '')) })}</p>
          </>
        ) : (
          <p>{t('enrolment.answer.problemStep')}</p>
        )}
      </Notice>
      {isName && (
        <Checkbox isSelected={agreed} onChange={setAgreed}>
          {t('enrolment.answer.acceptNames')}
        </Checkbox>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onAnother}>{t(isFile ? 'enrolment.answer.another' : 'common.done')}</Button>
        </div>
        {isName && (
          <Button look="primary" onPress={onAccept} isDisabled={!agreed}>
            {t('enrolment.answer.accept')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
