// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { Proof } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';

export interface KeyTestStepProps {
  readonly place: string;
  readonly asksPassword: boolean;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly proofs: readonly Proof[] | null;
  readonly attempt: Attempt;
  readonly onTest: () => void;
  readonly onLogin: () => void;
  readonly onClose: () => void;
}

export function KeyTestStep(props: KeyTestStepProps) {
  const { place, asksPassword, password, proofs, attempt } = props;
  const { t, language } = useText();
  const form = useId();
  const wrong = attempt.error?.code === 'store-wrong-password' ? attempt.error : null;
  useFocusAfterFailure(form, wrong);
  const signed = proofs?.find(({ kind }) => kind === 'signed');
  const passed = signed?.passed === true;
  return (
    <>
      <p>{t('proof.keyLead', { place })}</p>
      {attempt.error !== null && (
        <ErrorNotice key={attempt.number} error={attempt.error} title={t('proof.keyFailed')} />
      )}
      {signed !== undefined && (
        <Notice tone={passed ? 'ok' : 'bad'} title={passed ? t('proof.keyPassed') : t('proof.keyFailed')} urgent>
          {passed && <p>{t('proof.keyPassedText', { place, time: dayAndTime(signed.at, language) })}</p>}
        </Notice>
      )}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!attempt.busy) props.onTest();
        }}
      >
        {asksPassword && !passed && (
          <PasswordField
            label={t('install.password', { place })}
            hint={t('install.passwordHint')}
            error={wrong === null ? undefined : ''}
            value={password}
            onChange={props.onPassword}
            autoFocus
          />
        )}
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('proof.keyTesting')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={props.onClose}>{passed ? t('common.done') : t('common.cancel')}</Button>
        </div>
        {passed ? (
          <Button look="primary" onPress={props.onLogin} autoFocus>
            {t('proof.tryLogin')}
          </Button>
        ) : (
          <Button look="primary" type="submit" form={form} isDisabled={attempt.busy} autoFocus={!asksPassword}>
            {t('proof.keyGo')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
