// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { proofText } from '../../../lib/text/placement-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import text from '../../../ui/text.module.css';

const tones = { taken: 'ok', 'no-difference': 'warn', refused: 'bad' } as const;

export interface LoginResultStepProps {
  readonly login: CallOutput<'stores.login'>;
  readonly onOther: () => void;
  readonly onClose: () => void;
}

export function LoginResultStep({ login, onOther, onClose }: LoginResultStepProps) {
  const { t, language } = useText();
  const { outcome, status, proof } = login;
  return (
    <>
      <Notice tone={tones[outcome]} title={t(`proof.login.${outcome}`)} urgent>
        <p data-login={outcome}>{t(`proof.loginText.${outcome}`)}</p>
        <p className={text.sub}>{proofText({ t, language }, proof)}</p>
        {status !== null && <p className={text.sub}>{t('proof.loginStatus', { status })}</p>}
      </Notice>
      <DialogActions>
        <div data-start>
          <Button onPress={onOther}>{t('proof.otherSite')}</Button>
        </div>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
