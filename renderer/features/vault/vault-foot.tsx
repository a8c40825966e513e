// SPDX-License-Identifier: Apache-2.0
import { Lock, LockOpen, ShieldCheck } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { useIconRail } from '../../state/text-size.ts';
import { toast } from '../../state/toasts-store.ts';
import { requestUnlock } from '../../state/vault/unlock.ts';
import { lockVault, refreshVault, useVault } from '../../state/vault/vault-store.ts';
import hidden from '../../ui/visually-hidden.module.css';
import css from './vault-foot.module.css';

/** Text that isn't `shown` is for screen readers only: the button implies the state, or nothing is protected yet. */
const words = {
  missing: { text: 'vault.missing', hint: null, shown: false },
  keyless: { text: 'vault.keyless', hint: null, shown: false },
  locked: { text: 'vault.locked', hint: null, shown: false },
  unlocked: { text: 'vault.unlocked', hint: null, shown: false },
  codeOnly: { text: 'vault.unlocked', hint: 'vault.codeOnlyHint', shown: true },
  account: { text: 'vault.account', hint: 'vault.accountHint', shown: true },
} as const;

export function VaultFoot() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const narrow = useIconRail();
  const autoLocked = useVault((vault) => vault.autoLocked);
  if (status === null) return null;
  const { state, lockable, protectors } = status;
  // Without a passphrase or token, the OS account protects the vault, but only if the OS store opens it.
  const byAccount = protectors.some(({ kind }) => kind === 'os-store') ? 'account' : 'codeOnly';
  const { text, hint, shown } = words[state === 'unlocked' && !lockable ? byAccount : state];
  const lock = async () => {
    try {
      await lockVault();
      toast((say) => say('vault.lockedNow'));
    } catch (error) {
      if (toAppError(error).code !== 'cancelled') await refreshVault();
    }
  };
  const button =
    state === 'locked'
      ? { name: t('vault.unlockVault'), Icon: LockOpen, act: () => void requestUnlock() }
      : state === 'unlocked' && lockable
        ? { name: t('vault.lock'), Icon: Lock, act: () => void lock() }
        : null;
  return (
    <section className={css.foot} aria-label={t('vault.label')} data-vault-state={state}>
      <span className={shown ? css.still : hidden.hidden}>
        {shown && <ShieldCheck size={18} strokeWidth={1.75} aria-hidden />}
        <span className={narrow ? hidden.hidden : ''}>{t(text)}</span>
      </span>
      {button !== null && (
        <AriaButton className={css.button ?? ''} onPress={button.act}>
          <button.Icon size={18} strokeWidth={1.75} aria-hidden />
          <span className={narrow ? hidden.hidden : ''}>{button.name}</span>
        </AriaButton>
      )}
      {hint !== null && <span className={css.hint}>{t(hint)}</span>}
      {state === 'locked' && autoLocked !== null && (
        <span className={css.hint}>{t(`vault.autoLocked.${autoLocked}`)}</span>
      )}
    </section>
  );
}
