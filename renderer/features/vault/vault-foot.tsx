// SPDX-License-Identifier: Apache-2.0
import { Lock, LockOpen } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { useMedia, narrowWindow } from '../../lib/use-media.ts';
import { toast } from '../../state/toasts-store.ts';
import { requestUnlock } from '../../state/vault/unlock.ts';
import { lockVault, refreshVault, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './vault-foot.module.css';

const words = {
  missing: { text: 'vault.missing', hint: 'vault.missingHint', dot: '' },
  keyless: { text: 'vault.keyless', hint: 'vault.keylessHint', dot: '' },
  locked: { text: 'vault.locked', hint: null, dot: '' },
  unlocked: { text: 'vault.unlocked', hint: null, dot: 'ok' },
  codeOnly: { text: 'vault.unlocked', hint: 'vault.codeOnlyHint', dot: 'ok' },
  account: { text: 'vault.account', hint: 'vault.accountHint', dot: 'ok' },
} as const;

/** No lock button where locking protects nothing (K03). */
export function VaultFoot() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const narrow = useMedia(narrowWindow);
  const autoLocked = useVault((vault) => vault.autoLocked);
  if (status === null) return null;
  const { state, lockable, protectors } = status;
  // Without a passphrase the account protects, but only if the OS store opens the vault.
  const byAccount = protectors.some(({ kind }) => kind === 'os-store') ? 'account' : 'codeOnly';
  const { text, hint, dot } = words[state === 'unlocked' && !lockable ? byAccount : state];
  const lock = async () => {
    try {
      await lockVault();
      toast((say) => say('vault.lockedNow'));
    } catch (error) {
      // The vault was changed elsewhere meanwhile.
      if (toAppError(error).code !== 'cancelled') await refreshVault();
    }
  };
  const button =
    state === 'locked'
      ? { name: t('vault.unlock'), Icon: LockOpen, act: () => void requestUnlock() }
      : state === 'unlocked' && lockable
        ? { name: t('vault.lock'), Icon: Lock, act: () => void lock() }
        : null;
  return (
    <section className={css.foot} aria-label={t('vault.label')} data-vault-state={state}>
      <span className={`${css.dot} ${css[dot] ?? ''}`} aria-hidden />
      <span className={css.text}>{t(text)}</span>
      {button !== null && (
        <Button look="quiet" size={narrow ? 'icon' : 'small'} onPress={button.act} aria-label={button.name}>
          {narrow ? <button.Icon size={18} aria-hidden /> : button.name}
        </Button>
      )}
      {hint !== null && <span className={css.hint}>{t(hint)}</span>}
      {state === 'locked' && autoLocked !== null && (
        <span className={css.hint}>{t(`vault.autoLocked.${autoLocked}`)}</span>
      )}
    </section>
  );
}
