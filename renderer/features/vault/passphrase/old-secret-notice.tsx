// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { useBackups } from '../../../state/backups-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

/** Re-keying can't reach earlier copies, which still open with the old secret. */
export function OldSecretNotice({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const noBackup = useBackups((state) => state.overview?.backups.length === 0);
  const leave = () => {
    onClose();
    goTo('backup');
  };
  if (noBackup) {
    return (
      <Notice tone="warn" title={t('security.oldVaultsTitle')}>
        <p>{t('security.oldVaults')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      title={t('security.oldCopiesTitle')}
      actions={
        <Button size="small" onPress={leave}>
          {t('security.oldCopiesAction')}
        </Button>
      }
    >
      <p>{t('security.oldCopies')}</p>
    </Notice>
  );
}
