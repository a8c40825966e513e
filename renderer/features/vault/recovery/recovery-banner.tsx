// SPDX-License-Identifier: Apache-2.0
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';

/** Until the recovery code is confirmed (K01). */
export function RecoveryBanner() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const [open, setOpen] = useState(false);
  const needed = status !== null && status.keys > 0 && !status.recoverySaved;
  return (
    <>
      {needed && (
        <Banner
          Icon={KeyRound}
          title={t('vault.bannerTitle')}
          text={t('vault.bannerText')}
          action={t('vault.bannerAction')}
          onAction={() => setOpen(true)}
        />
      )}
      {open && <RecoveryDialog onClose={() => setOpen(false)} />}
    </>
  );
}
