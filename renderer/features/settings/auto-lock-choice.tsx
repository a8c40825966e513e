// SPDX-License-Identifier: Apache-2.0
import { autoLockChoices } from '../../../shared/domain/secrets/protector-kinds.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { useText } from '../../i18n/i18n.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Choice } from '../../ui/fields/choice.tsx';
import text from '../../ui/text.module.css';

export interface AutoLockChoiceProps {
  readonly value: Settings['autoLockMinutes'];
  readonly onChange: (change: CallInput<'settings.change'>) => void;
}

/** Without a passphrase or token, there is nothing to lock. */
export function AutoLockChoice({ value, onChange }: AutoLockChoiceProps) {
  const { t } = useText();
  const lockable = useVault((state) => state.status?.lockable ?? false);
  return (
    <>
      <Choice
        look="segments"
        label={t('security.autoLock')}
        value={String(value)}
        onChange={(chosen) => {
          const autoLockMinutes = autoLockChoices.find((choice) => String(choice) === chosen);
          if (autoLockMinutes !== undefined) onChange({ autoLockMinutes });
        }}
        options={autoLockChoices.map((choice) => ({
          value: String(choice),
          name: choice === 'never' ? t('security.autoLockNever') : t('time.minutes', { count: choice }),
        }))}
      />
      <p className={text.small}>{lockable ? t('security.autoLockSleep') : t('security.autoLockAccount')}</p>
    </>
  );
}
