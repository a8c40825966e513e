// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { isWholeRecoveryCode } from '../../../../shared/domain/secrets/recovery-code-groups.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { showVaultStatus, useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { NewPassphraseFields, noPassphrase, passphraseReady, useNewPassphrase } from './new-passphrase-fields.tsx';
import { OldSecretNotice } from './old-secret-notice.tsx';
import css from '../vault-dialogs.module.css';

const order = ['code', 'passphrase', 'old', 'done'] as const;
type Step = (typeof order)[number];

export interface LostPassphraseDialogProps {
  /** `unlocked` is true once the code was accepted, even if the user then stops. */
  readonly onClose: (unlocked: boolean) => void;
}

export function LostPassphraseDialog({ onClose }: LostPassphraseDialogProps) {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const [step, setStep] = useState<Step>('code');
  const [isCodeLost, setIsCodeLost] = useState(false);
  const [code, setCode] = useState('');
  const [next, setNext] = useNewPassphrase();
  const [old, setOld] = useState<'forgotten' | 'known'>('forgotten');
  const attempt = useAttempt();
  const form = useId();
  const wrong = attempt.error?.code === 'wrong-secret' && step === 'code' ? attempt.error : null;
  useFocusAfterFailure(form, wrong);
  const close = () => {
    attempt.cancel();
    onClose(status?.state === 'unlocked');
  };
  const checkCode = async () => {
    const opened = await attempt.run(async (options) =>
      showVaultStatus(await ipc('vault.unlock', { kind: 'recovery-code', secret: code }, options)),
    );
    if (opened) setStep('passphrase');
  };
  const reset = async () => {
    const input = { recoveryCode: code, next: next.value, rekey: old === 'known' };
    const changed = await attempt.run(async (options) =>
      showVaultStatus(await ipc('vault.resetPassphrase', input, options)),
    );
    if (!changed) return;
    setCode('');
    setNext(noPassphrase);
    setStep('done');
  };
  const ready =
    !attempt.busy &&
    (step === 'code' ? isWholeRecoveryCode(code) : step === 'passphrase' ? passphraseReady(next) : true);
  const forward = () => {
    if (!ready) return;
    if (step === 'code') void checkCode();
    if (step === 'passphrase') setStep('old');
    if (step === 'old') void reset();
    if (step === 'done') onClose(true);
  };
  const steps = [t('vault.recoveryCode'), t('security.newPassphrase'), t('security.oldPassphrase'), t('common.done')];
  const hasCode = status?.protectors.some(({ kind }) => kind === 'recovery-code') ?? false;

  if (!hasCode || isCodeLost) {
    return (
      <Dialog title={t('security.lostTitle')} width="narrow" onClose={close}>
        <p>{t('security.lostNoCode')}</p>
        <p>{t('security.lostNoCodeStep')}</p>
        <DialogActions>
          {hasCode && (
            <div data-start>
              <Button onPress={() => setIsCodeLost(false)}>{t('common.back')}</Button>
            </div>
          )}
          <Button look="primary" onPress={close} autoFocus>
            {t('common.close')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('security.lostTitle')} onClose={close}>
      <WizardSteps steps={steps} current={order.indexOf(step)} />
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        className={css.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          forward();
        }}
      >
        {step === 'code' && (
          <RecoveryCodeField
            label={t('vault.recoveryCode')}
            hint={t('security.lostCodeHint')}
            error={wrong === null ? undefined : ''}
            value={code}
            onChange={(typed) => {
              if (wrong !== null) attempt.clear();
              setCode(typed);
            }}
            autoFocus
          />
        )}
        {step === 'passphrase' && <NewPassphraseFields typed={next} onChange={setNext} autoFocus />}
        {step === 'old' && (
          <Choice
            look="cards"
            label={t('security.oldQuestion')}
            value={old}
            onChange={setOld}
            options={[
              { value: 'forgotten', name: t('security.oldForgotten'), help: t('security.oldForgottenHelp') },
              {
                value: 'known',
                name: t('security.known'),
                help: t('security.knownHelp', { count: status?.keys ?? 0 }),
              },
            ]}
          />
        )}
      </Form>
      {step === 'done' && (
        <>
          <Notice tone="ok" title={t('security.passphraseChanged')} urgent>
            <p>{t('security.lostDone')}</p>
          </Notice>
          <OldSecretNotice onClose={() => onClose(true)} />
        </>
      )}
      {attempt.busy && (
        <ProgressLine label={t('vault.unlocking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          {step === 'code' && (
            <Button look="quiet" onPress={() => setIsCodeLost(true)} isDisabled={attempt.busy}>
              {t('security.noCode')}
            </Button>
          )}
          {(step === 'passphrase' || step === 'old') && (
            <Button onPress={() => setStep(step === 'old' ? 'passphrase' : 'code')} isDisabled={attempt.busy}>
              {t('common.back')}
            </Button>
          )}
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={!ready} autoFocus={step === 'done'}>
          {step === 'done' ? t('common.done') : step === 'old' ? t('security.setNewPassphrase') : t('common.next')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
