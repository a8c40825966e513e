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
  const { reason, asked, subject } = error.details;
  const problem = replyProblems.find((each) => each === reason);
  const askedParts = attributesOf(asked);
  const isName = problem === 'other-names';
  const [askedText, givenText] = [nameText(askedParts), nameText(inOrderOf(askedParts, attributesOf(subject)))];
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
            <p className={css.address}>{t('enrolment.answer.asked', { names: askedText })}</p>
            <p className={css.address}>{t('enrolment.answer.given', { subject: givenText })}</p>
            {askedText === givenText && <p>{t('enrolment.answer.hiddenDiffers')}</p>}
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

function attributesOf(name: unknown): readonly string[] {
  return typeof name === 'string' ? (name.match(/(?:\\.|[^,+\\])+/gs) ?? []) : [];
}

/** CAs may reverse a name, and the two lines are compared. */
function inOrderOf(model: readonly string[], attributes: readonly string[]): readonly string[] {
  const types = model.map(typeOf);
  const rank = (attribute: string) => {
    const at = types.indexOf(typeOf(attribute));
    return at === -1 ? types.length : at;
  };
  return attributes.toSorted((left, right) => rank(left) - rank(right));
}

function typeOf(attribute: string): string {
  return attribute.trim().replace(/=.*/s, '').toUpperCase();
}

function nameText(attributes: readonly string[]): string {
  return attributes.map((each) => screenText(each.trim())).join(', ');
}
