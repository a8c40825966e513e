// SPDX-License-Identifier: Apache-2.0
import { KeyRound } from 'lucide-react';
import { useText } from '../../../i18n/i18n.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Banner } from '../../../ui/feedback/banner.tsx';

/** Until the recovery code is confirmed (K01). */
export function RecoveryBanner() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const needed = status !== null && status.keys > 0 && !status.recoverySaved;
  if (!needed) return null;
  return (
    <Banner
      Icon={KeyRound}
      title={t('vault.bannerTitle')}
      text={t('vault.bannerText')}
      action={t('vault.bannerAction')}
      onAction={() => void openDialog('vault.recovery')}
    />
  );
}
