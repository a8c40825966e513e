// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { judgePassword } from '../../../../shared/domain/secrets/password-rules.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { NewPassword } from '../../../ui/fields/new-password.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';

export interface NewVaultStepProps {
  readonly attempt: Attempt;
  readonly onBack: () => void;
  readonly onProtect: (passphrase: string) => void;
}

export function NewVaultStep({ attempt, onBack, onProtect }: NewVaultStepProps) {
  const { t } = useText();
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const ready = judgePassword(passphrase).usable && passphrase === again && !attempt.busy;
  return (
    <>
      <p>{t('backup.restoring.protect')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onProtect(passphrase);
        }}
      >
        <NewPassword
          label={t('vault.passphrase')}
          labelAgain={t('vault.passphraseAgain')}
          mismatch={t('vault.mismatch')}
          value={passphrase}
          again={again}
          onChange={setPassphrase}
          onChangeAgain={setAgain}
          autoFocus
        />
      </Form>
      {attempt.busy && <ProgressLine label={t('backup.restoring.working')} progress={attempt.progress} />}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={id} isDisabled={!ready}>
          {t('backup.restoring.restore')}
        </Button>
      </DialogActions>
    </>
  );
}
