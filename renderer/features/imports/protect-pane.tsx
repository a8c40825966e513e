// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import type { Progress } from '../../lib/ipc.ts';
import { judgePassword } from '../../../shared/domain/secrets/password-rules.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { NewPassword } from '../../ui/fields/new-password.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import text from '../../ui/text.module.css';

export interface ProtectPaneProps {
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly progress: Progress | null;
  readonly onProtect: (passphrase: string) => void;
  readonly onBack: () => void;
  readonly onCancel?: () => void;
}

/** Without an OS secret store, the first private key requires a passphrase. */
export function ProtectPane({ busy, error, progress, onProtect, onBack, onCancel }: ProtectPaneProps) {
  const { t } = useText();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const form = useId();
  const usable = judgePassword(passphrase).usable && passphrase === again;
  return (
    <>
      <p className={text.lead}>{t('import.protectLead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <Notice tone="off">
        <p>{t('import.protectWhy')}</p>
        <p>{t('import.protectHint')}</p>
      </Notice>
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (usable && !busy) onProtect(passphrase);
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
      {busy && <ProgressLine label={t('import.committing')} progress={progress} {...(onCancel && { onCancel })} />}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={!usable || busy}>
          {t('import.protectButton')}
        </Button>
      </DialogActions>
    </>
  );
}
