// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isRightGroup } from '../../../../shared/domain/secrets/recovery-code-groups.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { refreshBackups, startBackup, useBackups } from '../../../state/backups-store.ts';
import { useDialogs } from '../../../state/dialogs/dialogs-store.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { showVaultStatus, useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RecoveryCodeField } from '../../../ui/fields/recovery-code-field.tsx';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { RecoveryShowStep } from './recovery-show-step.tsx';

type Step = 'why' | 'show' | 'confirm' | 'saved';
const order: readonly Step[] = ['why', 'show', 'confirm', 'saved'];

/** The code is in memory only while the dialog is open. */
export function RecoveryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [step, setStep] = useState<Step>('why');
  // Codes from the command line are often unconfirmed.
  const [former] = useState(() => {
    const { status } = useVault.getState();
    if (status?.protectors.some(({ kind }) => kind === 'recovery-code') !== true) return null;
    return status.recoverySaved ? ('confirmed' as const) : ('unconfirmed' as const);
  });
  const [made, setMade] = useState<CallOutput<'vault.createRecoveryCode'> | null>(null);
  const [typed, setTyped] = useState('');
  /** 1-based numbers of the groups that main refused. */
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const form = useId();
  const [first = 0, second = 0] = made?.asked ?? [];
  const groups = typed.split('-');
  const canConfirm =
    !busy && wrong.length === 0 && [first, second].every((number, at) => isRightGroup(number - 1, groups[at] ?? ''));

  const backups = useBackups(({ overview }) => overview);
  const isAlone = useDialogs(({ open }) => open.length <= 1);
  // No earlier backup opens with the new code.
  const asksBackup = isAlone && (backups?.counts.withKey ?? 0) > 0;

  useSecretsCleared(onClose);

  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    setWrong([]);
    try {
      await action();
    } catch (thrown) {
      const failure = toAppError(thrown);
      const refused = failure.details['groups'];
      if (failure.code === 'wrong-secret' && Array.isArray(refused)) setWrong(refused.map(Number));
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const create = () =>
    attempt(async () => {
      setMade(await withUnlock(() => ipc('vault.createRecoveryCode', {})));
      setStep('show');
    });
  const confirm = () =>
    attempt(async () => {
      showVaultStatus(await withUnlock(() => ipc('vault.confirmRecoveryCode', { groups })));
      await refreshBackups();
      setMade(null);
      setTyped('');
      setStep('saved');
    });

  const steps = [
    t('vault.recoveryStepWhy'),
    t('vault.recoveryStepShow'),
    t('vault.recoveryStepConfirm'),
    t('common.done'),
  ];
  return (
    <Dialog title={t('vault.recoveryTitle')} onClose={() => (made === null ? onClose() : setLeaving(true))}>
      <WizardSteps steps={steps} current={order.indexOf(step)} />
      {error !== null && <ErrorNotice error={error} />}
      {step === 'why' && (
        <>
          <p>{t('vault.recoveryWhy')}</p>
          <p>{t('vault.recoveryWhyNot')}</p>
          {former !== null && <p>{t(`vault.recoveryReplaces.${former}`)}</p>}
          {busy && <ProgressLine label={t('vault.recoveryCreating')} />}
          <DialogActions>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button look="primary" onPress={() => void create()} isDisabled={busy} autoFocus>
              {t('vault.recoveryCreate')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'show' && made !== null && <RecoveryShowStep code={made.code} onWritten={() => setStep('confirm')} />}
      {step === 'confirm' && (
        <>
          <Form
            id={form}
            onSubmit={(event) => {
              event.preventDefault();
              if (canConfirm) void confirm();
            }}
          >
            <RecoveryCodeField
              label={t('vault.recoveryAsked', { first, second })}
              error={
                wrong.length > 0
                  ? t('vault.recoveryWrong', { count: wrong.length, numbers: wrong.join(t('common.listSeparator')) })
                  : undefined
              }
              refused={wrong}
              groups={[first - 1, second - 1]}
              value={typed}
              onChange={(next) => {
                setTyped(next);
                setWrong([]);
              }}
              autoFocus
            />
          </Form>
          {busy && <ProgressLine label={t('vault.unlocking')} />}
          <DialogActions>
            <div data-start>
              <Button onPress={() => setStep('show')} isDisabled={busy}>
                {t('common.back')}
              </Button>
            </div>
            <Button look="primary" type="submit" form={form} isDisabled={!canConfirm}>
              {t('vault.recoveryConfirm')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'saved' && (
        <>
          <Notice tone="ok" title={t('vault.recoverySaved')} urgent>
            <p>{t('vault.recoverySavedText')}</p>
            {former !== null && <p>{t(`vault.recoverySavedOld.${former}`)}</p>}
          </Notice>
          <DialogActions>
            <Button look={asksBackup ? 'plain' : 'primary'} onPress={onClose} autoFocus={!asksBackup}>
              {t('common.done')}
            </Button>
            {asksBackup && (
              <Button
                look="primary"
                onPress={() => {
                  onClose();
                  startBackup();
                }}
                autoFocus
              >
                {t('backup.createNow')}
              </Button>
            )}
          </DialogActions>
        </>
      )}
      {leaving && <LeaveDialog onLeave={onClose} onClose={() => setLeaving(false)} />}
    </Dialog>
  );
}

interface LeaveDialogProps {
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function LeaveDialog({ onLeave, onClose }: LeaveDialogProps) {
  const { t } = useText();
  return (
    <Dialog title={t('vault.recoveryLeaveTitle')} width="narrow" onClose={onClose}>
      <p>{t('vault.recoveryLeave')}</p>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('vault.recoveryLeaveBack')}
        </Button>
        <Button look="danger" onPress={onLeave}>
          {t('vault.recoveryLeaveDiscard')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
