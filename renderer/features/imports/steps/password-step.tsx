// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Progress } from '../../../lib/ipc.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { certificatesAlone, type Preview } from '../import-flow.ts';
import { KeysOutside } from './keys-outside.tsx';

export interface PasswordStepProps {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly attempts: number;
  readonly progress: Progress | null;
  readonly onOpen: (password: string) => void;
  readonly onCancel: () => void;
  readonly onSkip: () => void;
  readonly onCertificatesOnly: () => void;
  readonly skipText: string;
}

/** A wrong password stays in the field, so a typo can be fixed. */
export function PasswordStep(props: PasswordStepProps) {
  const { t, language } = useText();
  const [password, setPassword] = useState('');
  const form = useId();
  const { diagnosis } = props.preview.report;
  const text = diagnosisText(diagnosis, language);
  const alone = certificatesAlone(props.preview.report);
  const wrong = diagnosis.code === 'wrong-password' && props.attempts > 0;
  return (
    <>
      {/* A new alert per attempt, so screen readers repeat the same text. */}
      <Notice key={props.attempts} tone={wrong ? 'bad' : 'off'} urgent={wrong}>
        <p data-diagnosis={diagnosis.code}>{text.cause}</p>
        <p>{text.step}</p>
      </Notice>
      {alone > 0 && <KeysOutside report={props.preview.report} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) props.onOpen(password);
        }}
      >
        <PasswordField
          label={t('import.password')}
          hint={t('import.passwordHint')}
          value={password}
          onChange={setPassword}
          autoFocus
        />
      </Form>
      {props.busy && (
        <ProgressLine label={t('import.inspecting')} progress={props.progress} onCancel={props.onCancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={props.onSkip}>{props.skipText}</Button>
        </div>
        {alone > 0 && (
          <Button onPress={props.onCertificatesOnly} isDisabled={props.busy}>
            {t('import.certificatesOnly', { count: alone })}
          </Button>
        )}
        <Button look="primary" type="submit" form={form} isDisabled={props.busy}>
          {t('import.open')}
        </Button>
      </DialogActions>
    </>
  );
}
