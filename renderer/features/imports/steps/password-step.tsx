// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Progress } from '../../../lib/ipc.ts';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { Button } from '../../../ui/button.tsx';
import words from '../../../ui/text.module.css';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { certificatesAlone, type Preview } from '../import-flow.ts';
import { KeysOutside } from './keys-outside.tsx';
import one from './one-file.module.css';

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

/** Selects a wrong password instead of clearing it, so that the user can replace or correct it. */
export function PasswordStep(props: PasswordStepProps) {
  const { t, language } = useText();
  const [password, setPassword] = useState('');
  const form = useId();
  const { diagnosis } = props.preview.report;
  const text = diagnosisText(diagnosis, language);
  const alone = certificatesAlone(props.preview.report);
  const wrong = diagnosis.code === 'wrong-password' && props.attempts > 0;
  const hasFailed = wrong && !props.busy;
  useEffect(() => {
    if (!hasFailed) return;
    const field = document.getElementById(form)?.querySelector('input');
    field?.focus();
    field?.select();
  }, [hasFailed, form]);
  return (
    <>
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
          hint={wrong ? undefined : t('import.passwordHint')}
          error={wrong ? '' : undefined}
          value={password}
          onChange={setPassword}
          autoFocus
        />
        {/* A new alert per attempt makes screen readers repeat the same text. */}
        {diagnosis.code !== 'needs-password' && (
          <p
            key={props.attempts}
            className={wrong ? one.wrong : words.sub}
            data-diagnosis={diagnosis.code}
            {...(wrong && { role: 'alert' })}
          >
            {text.cause}
          </p>
        )}
      </Form>
      {wrong && (
        <section className={one.tips}>
          <h3>{t('import.tips.title')}</h3>
          <ul>
            {diagnosis.possiblyDamaged === true ? (
              <li>{text.step}</li>
            ) : (
              <>
                <li>{t('import.tips.letters')}</li>
                <li>{t('import.tips.which')}</li>
                <li>{t('import.tips.forgotten')}</li>
              </>
            )}
          </ul>
        </section>
      )}
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
          {t(wrong ? 'common.retry' : 'import.open')}
        </Button>
      </DialogActions>
    </>
  );
}
