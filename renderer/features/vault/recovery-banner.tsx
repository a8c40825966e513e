import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useVault } from '../../state/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './recovery-banner.module.css';
import { RecoveryDialog } from './recovery-dialog.tsx';

/** Stays from the first private key until the recovery code is confirmed (K01). */
export function RecoveryBanner() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const [open, setOpen] = useState(false);
  const needed = status !== null && status.keys > 0 && !status.recoverySaved;
  return (
    <>
      {needed && (
        <section className={css.banner} aria-label={t('vault.bannerTitle')}>
          <KeyRound size={20} aria-hidden />
          <p className={css.text}>
            <span className={css.title}>{t('vault.bannerTitle')}</span>
            {t('vault.bannerText')}
          </p>
          <Button size="small" onPress={() => setOpen(true)}>
            {t('vault.bannerAction')}
          </Button>
        </section>
      )}
      {open && <RecoveryDialog onClose={() => setOpen(false)} />}
    </>
  );
}
