// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { isDialogOpen, openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';

const order = ['what', 'place', 'done'] as const;

export function ExportVaultDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const status = useVault((state) => state.status);
  const [step, setStep] = useState<(typeof order)[number]>('what');
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'vault.export'> | null>(null);
  const attempt = useAttempt();
  const hasPassphrase = status?.protectors.some(({ kind }) => kind === 'passphrase') ?? false;
  const opensThere = [
    ...(hasPassphrase ? [t('backup.done.opensPassphrase')] : []),
    ...(status?.recoverySaved === true ? [t('backup.done.opensRecovery')] : []),
  ];
  const unsaved = (status?.keys ?? 0) > 0 && status?.recoverySaved !== true;
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const writeCode = async () => {
    await openDialog('vault.recovery');
    if (!isDialogOpen('backup.create')) void openDialog('vault.export');
  };
  const write = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    const done = await attempt.run(async (options) =>
      setWritten(await ipc('vault.export', { destinationId }, options)),
    );
    if (done) setStep('done');
  };
  const steps = [t('security.moveStepWhat'), t('export.stepPlace'), t('common.done')];
  return (
    <Dialog title={t('security.moveTitle')} onClose={close}>
      <WizardSteps steps={steps} current={order.indexOf(step)} />
      {step === 'what' && (
        <>
          <p>
            {t('security.moveWhat', {
              certificates: t('import.foundCertificates', { count: status?.certificates ?? 0 }),
              keys: t('import.foundKeys', { count: status?.keys ?? 0 }),
            })}
          </p>
          {!unsaved ? (
            opensThere.length > 0 && (
              <p>
                {t('security.moveOpens', {
                  ways: new Intl.ListFormat(language, { type: 'disjunction' }).format(opensThere),
                })}
              </p>
            )
          ) : (
            <Notice
              tone="warn"
              title={t('security.moveNoSecretTitle')}
              actions={
                <Button look="primary" onPress={() => void writeCode()} autoFocus>
                  {t('vault.writeCode')}
                </Button>
              }
            >
              <p>{t('security.moveNoSecret')}</p>
            </Notice>
          )}
          <DialogActions>
            <Button onPress={close}>{t('common.cancel')}</Button>
            <Button
              look={unsaved ? 'plain' : 'primary'}
              onPress={() => setStep('place')}
              isDisabled={unsaved}
              autoFocus={!unsaved}
            >
              {t('common.next')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'place' && (
        <>
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
          <PlaceField
            ask={() => ipc('files.chooseDestination', { purpose: 'vault' })}
            destination={destination}
            onDestination={setDestination}
          />
          {attempt.busy && (
            <ProgressLine label={t('export.writing')} progress={attempt.progress} onCancel={attempt.cancel} />
          )}
          <DialogActions>
            <div data-start>
              <Button onPress={() => setStep('what')} isDisabled={attempt.busy}>
                {t('common.back')}
              </Button>
            </div>
            <Button look="primary" onPress={() => void write()} isDisabled={attempt.busy || destination === null}>
              {t('security.moveAction')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'done' && written !== null && (
        <>
          <Notice tone="ok" title={t('security.moveDone')} urgent>
            <p>{screenText(written.displayPath)}</p>
            <p>{t('security.moveNext')}</p>
          </Notice>
          <DialogActions>
            <Button look="primary" onPress={onClose} autoFocus>
              {t('common.done')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
