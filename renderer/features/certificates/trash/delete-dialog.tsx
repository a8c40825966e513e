// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { selectBeside } from '../../../state/certificate-actions.ts';
import { refreshCertificates, selectCertificate } from '../../../state/certificates-store.ts';
import { stopSelecting } from '../../../state/selection-store.ts';
import { toast } from '../../../state/toasts-store.ts';
import { refreshVault } from '../../../state/vault/vault-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

export interface DeleteDialogProps {
  readonly sha256s: readonly string[];
  readonly onClose: () => void;
}

export function DeleteDialog({ sha256s, onClose }: DeleteDialogProps) {
  const { t, language } = useText();
  const listed = (names: readonly string[]) => names.map(screenText).join(t('common.listSeparator'));
  const [plan, setPlan] = useState<CallOutput<'deletion.plan'> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const count = sha256s.length;
  useEffect(() => {
    ipc('deletion.plan', { certificates: [...sha256s] }).then(setPlan, (thrown: unknown) =>
      setError(toAppError(thrown)),
    );
  }, [sha256s]);

  const remove = async () => {
    setBusy(true);
    setError(null);
    const certificates = [...sha256s];
    try {
      await ipc('deletion.delete', { certificates });
      selectBeside(certificates);
      stopSelecting();
      toast(
        (say) => say('trash.moved', { count }),
        async () => {
          await ipc('deletion.restore', { certificates });
          toast((say) => say('trash.restored', { count }));
          selectCertificate(certificates[0] ?? null);
          await Promise.all([refreshCertificates(), refreshVault()]);
        },
        certificates,
      );
      onClose();
      await Promise.all([refreshCertificates(), refreshVault()]);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };

  const backUp = () => {
    onClose();
    startBackup(sha256s);
  };
  const more = count - (plan?.names.length ?? 0);
  return (
    <Dialog title={t('trash.deleteTitle', { count })} width="narrow" onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      {plan !== null && (
        <>
          <ul>
            {plan.names.map((name, index) => (
              <li key={index}>{screenText(name)}</li>
            ))}
            {more > 0 && <li>{t('trash.andMore', { count: more })}</li>}
          </ul>
          <p>{t('trash.keptDays')}</p>
          {plan.installedIn.length > 0 && (
            <Notice tone="warn" title={t('trash.installedIn', { stores: listed(plan.installedIn) })}>
              <p>{t('trash.staysThere')}</p>
            </Notice>
          )}
          {plan.backups.length > 0 && (
            <Notice tone="off" title={t('trash.inBackups', { count: plan.backups.length })}>
              <ul>
                {plan.backups.slice(0, 5).map(({ createdAt, place, fileName }) => (
                  <li key={`${place} ${fileName}`}>
                    {shortDate(createdAt, language)} · {screenText(place)}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {plan.keys > 0 && (
            <Notice
              tone="warn"
              title={t('trash.keysToo', { count: plan.keys })}
              {...(plan.withoutBackup > 0 && {
                actions: <Button onPress={backUp}>{t('backup.createNow')}</Button>,
              })}
            >
              {plan.withoutBackup > 0 && <p>{t('trash.noBackup', { count: plan.withoutBackup })}</p>}
            </Notice>
          )}
        </>
      )}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" isDisabled={plan === null || busy} onPress={() => void remove()}>
          {t('trash.delete')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
