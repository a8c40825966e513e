// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { storeKindWords } from '../../../lib/text/store-kind-words.ts';
import { startLoss } from '../../../state/losses.ts';
import { startInstallOf } from '../../../state/stores/store-dialogs.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

export interface RestoredStepProps {
  readonly result: CallOutput<'backups.restore'>;
  readonly allSame: boolean;
  readonly isOwnVault: boolean;
  readonly opensByCode: boolean;
  readonly onClose: () => void;
}

export function RestoredStep({ result, allSame, isOwnVault, opensByCode, onClose }: RestoredStepProps) {
  const { t, language } = useText();
  const hasCode = useVault(({ status }) => status?.recoverySaved === true);
  const { added, known, keysAdded, oursKept, installedIn } = result;
  const install = () => {
    onClose();
    startInstallOf(added);
  };
  const reportLoss = () => {
    onClose();
    startLoss();
  };
  return (
    <>
      <Notice tone="ok" title={t('backup.restoring.done')} urgent>
        <p>
          {added.length + keysAdded === 0
            ? t(allSame ? 'backup.restoring.nothing' : 'backup.restoring.nothingNew')
            : joinSentences(
                t('backup.restoring.doneText', {
                  added: t('import.foundCertificates', { count: added.length }),
                  keys: t('import.foundKeys', { count: keysAdded }),
                }),
                known.length > 0
                  ? t('backup.restoring.doneKnown', {
                      known: t('import.foundCertificates', { count: known.length }),
                    })
                  : '',
              )}
        </p>
        {oursKept > 0 && <p>{t('backup.restoring.oursKept', { count: oursKept })}</p>}
      </Notice>
      {keysAdded > 0 && added.length > 0 && (
        <Notice
          tone="off"
          actions={
            <>
              <Button onPress={install}>{t('backup.restoring.install')}</Button>
              <Button onPress={reportLoss}>{t('losses.open')}</Button>
            </>
          }
        >
          <p>
            {installedIn.length > 0
              ? t('backup.restoring.wasIn', { stores: storeKindWords(installedIn, language) })
              : t('backup.restoring.next')}
          </p>
          <p>{t('backup.restoring.notIfLost')}</p>
        </Notice>
      )}
      {!isOwnVault && added.length > 0 && (
        <Notice tone="off" title={t(hasCode ? 'backup.restoring.codes' : 'backup.restoring.noCode')}>
          <p>{t(hasCode ? 'backup.restoring.ownCode' : 'backup.restoring.createCode')}</p>
          {opensByCode && <p>{t('backup.restoring.oldCode')}</p>}
          <p>{t('backup.restoring.oldSecrets')}</p>
        </Notice>
      )}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
