// SPDX-License-Identifier: Apache-2.0
import { CloudAlert, History, KeyRound, RefreshCw, ShieldAlert, ShieldQuestion } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { codeNeed } from '../../lib/text/code-need.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { goTo, useRoute } from '../../state/route-store.ts';
import { requestUnlock } from '../../state/vault/unlock.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { closeNotice } from './closed-notices.ts';
import type { Notice } from './notice.ts';

export interface VaultNotices {
  readonly first: readonly Notice[];
  readonly later: readonly Notice[];
}

export function useVaultNotices(): VaultNotices {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const room = useRoute((state) => state.room);
  const first: Notice[] = [];
  const later: Notice[] = [];
  if (status === null) return { first, later };
  const { seal, olderCopy, notAccepted, rekeying, syncedFolder, openToOthers, state, keys, recoverySaved } = status;
  // The activity page needs no link to itself.
  const look = room === 'activity' ? {} : { action: { name: t('banner.look'), run: () => goTo('activity') } };
  const laterOn = (id: string) => ({ close: { name: t('banner.later'), run: () => closeNotice(id) } });
  if (seal === 'broken') {
    first.push({
      id: 'seal',
      Icon: ShieldAlert,
      isBad: true,
      title: t('banner.sealTitle'),
      text: t('banner.sealText'),
      ...look,
    });
  }
  if (keys > 0 && !recoverySaved) {
    first.push({
      id: 'recovery',
      Icon: KeyRound,
      title: t('vault.bannerTitle'),
      text: t(`vault.bannerText.${codeNeed(status)}`),
      action: { name: t('vault.bannerAction'), run: () => void openDialog('vault.recovery') },
    });
  }
  if (olderCopy) {
    later.push({ id: 'older', Icon: History, title: t('banner.olderTitle'), text: t('banner.olderText'), ...look });
  }
  if (notAccepted !== null && notAccepted > 0) {
    later.push({
      id: 'elsewhere',
      Icon: ShieldQuestion,
      title: t('banner.elsewhereTitle'),
      text: t('banner.elsewhereText', { count: notAccepted }),
      action: { name: t('banner.elsewhereReview'), run: () => void openDialog('vault.accept') },
    });
  }
  if (rekeying !== null) {
    later.push({
      id: 'rekeying',
      Icon: RefreshCw,
      title: t('banner.rekeyTitle', rekeying),
      text: t('banner.rekeyText'),
      ...(state === 'locked' && { action: { name: t('vault.unlock'), run: () => void requestUnlock() } }),
    });
  }
  if (syncedFolder !== null && keys > 0) {
    const where = syncedFolder === 'network' ? t('banner.network') : screenText(syncedFolder);
    const id = `synced ${syncedFolder}`;
    later.push({
      id,
      Icon: CloudAlert,
      title: t('banner.syncedTitle', { where }),
      text: t('banner.syncedText'),
      action: { name: t('banner.syncedAction'), run: () => void openDialog('vault.synced-folder', { where }) },
      ...laterOn(id),
    });
  }
  if (openToOthers) {
    later.push({
      id: 'open',
      Icon: ShieldAlert,
      title: t('banner.openTitle'),
      text: t('banner.openText'),
      ...laterOn('open'),
    });
  }
  return { first, later };
}
