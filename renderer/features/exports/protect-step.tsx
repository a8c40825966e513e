// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import { exportWarnings } from '../../../shared/domain/imports/export-warnings.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useStrength } from '../../lib/use-strength.ts';
import { Checkbox, Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { NewPassword } from '../../ui/fields/new-password.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import { type ExportForm, exportTargets, passwordReady, profileOf } from './export-form.ts';

export interface ProtectStepProps {
  readonly form: ExportForm;
  readonly algorithm: string;
  readonly onChange: (change: Partial<ExportForm>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

const warningTexts = {
  'non-ascii': 'export.nonAscii',
  ed25519: 'export.ed25519',
  'weak-derivation': 'export.weakDerivation',
} as const;

export function ProtectStep({ form, algorithm, onChange, onBack, onNext }: ProtectStepProps) {
  const { t } = useText();
  const id = useId();
  const strength = useStrength(form.password);
  const isWeak = strength === 'short' || strength === 'weak';
  const ready = passwordReady(form) && (!isWeak || form.allowWeak);
  return (
    <>
      {form.format === 'p12' && (
        <Choice
          look="cards"
          label={t('export.profileLead')}
          value={form.target}
          onChange={(target) => onChange({ target })}
          options={exportTargets
            .filter((target) => target !== 'guomi' || algorithm === 'sm2')
            .map((target) => ({
              value: target,
              name: t(`export.target.${target}`),
              help: t(`export.targetHint.${target}`),
            }))}
        />
      )}
      <Form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onNext();
        }}
      >
        <NewPassword
          label={t('export.password')}
          labelAgain={t('export.passwordAgain')}
          mismatch={t('export.mismatch')}
          value={form.password}
          again={form.again}
          onChange={(password) => onChange({ password })}
          onChangeAgain={(again) => onChange({ again })}
          autoFocus
        />
        {isWeak && (
          <Checkbox isSelected={form.allowWeak} onChange={(allowWeak) => onChange({ allowWeak })}>
            {t('export.allowWeak')}
          </Checkbox>
        )}
      </Form>
      {form.format === 'p12' && <p className={text.sub}>{t(`export.unverified.${form.target}`)}</p>}
      {exportWarnings({ ...form, profile: profileOf(form), algorithm }).map(({ reason }) => (
        <Notice key={reason} tone="warn">
          <p data-warning={reason}>{t(warningTexts[reason])}</p>
        </Notice>
      ))}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" type="submit" form={id} isDisabled={!ready}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
