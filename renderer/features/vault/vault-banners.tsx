// SPDX-License-Identifier: Apache-2.0
import { CloudAlert, History, ShieldAlert, ShieldQuestion, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { goTo, useRoute } from '../../state/route-store.ts';
import { requestUnlock } from '../../state/vault/unlock.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Banner } from '../../ui/feedback/banner.tsx';

export function VaultBanners() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const room = useRoute((state) => state.room);
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (status === null) return null;
  const { seal, olderCopy, notAccepted, rekeying, syncedFolder, openToOthers, state, keys } = status;
  const look = () => goTo('activity');
  const synced =
    syncedFolder === null ? '' : syncedFolder === 'network' ? t('banner.network') : screenText(syncedFolder);
  return (
    <>
      {seal === 'broken' && (
        <Banner
          Icon={ShieldAlert}
          bad
          title={t('banner.sealTitle')}
          text={t('banner.sealText')}
          // The card on that page has its own button.
          {...(room !== 'activity' && { action: t('banner.look'), onAction: look })}
        />
      )}
      {olderCopy && (
        <Banner
          Icon={History}
          title={t('banner.olderTitle')}
          text={t('banner.olderText')}
          {...(room !== 'activity' && { action: t('banner.look'), onAction: look })}
        />
      )}
      {notAccepted !== null && notAccepted > 0 && (
        <Banner
          Icon={ShieldQuestion}
          title={t('banner.elsewhereTitle')}
          text={t('banner.elsewhereText', { count: notAccepted })}
          action={t('banner.elsewhereReview')}
          onAction={() => void openDialog('vault.accept')}
        />
      )}
      {rekeying !== null && (
        <Banner
          Icon={RefreshCw}
          title={t('banner.rekeyTitle', rekeying)}
          text={t('banner.rekeyText')}
          {...(state === 'locked' && { action: t('vault.unlock'), onAction: () => void requestUnlock() })}
        />
      )}
      {syncedFolder !== null && keys > 0 && dismissed !== syncedFolder && (
        <Banner
          Icon={CloudAlert}
          title={t('banner.syncedTitle', { where: synced })}
          text={t('banner.syncedText')}
          action={t('banner.syncedAction')}
          onAction={() => void openDialog('vault.synced-folder', { where: synced })}
          dismiss={t('banner.later')}
          onDismiss={() => setDismissed(syncedFolder)}
        />
      )}
      {openToOthers && dismissed !== 'open' && (
        <Banner
          Icon={ShieldAlert}
          title={t('banner.openTitle')}
          text={t('banner.openText')}
          dismiss={t('banner.later')}
          onDismiss={() => setDismissed('open')}
        />
      )}
    </>
  );
}
